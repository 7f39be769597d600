using ActiveSeg.Nets.Native;

namespace ActiveSeg.Nets.Tests.Native;

public sealed class BindingLibraryTests
{
    [Fact]
    public void Weaken_VersionOfNoCalledSymbol_IsMarkedOnceAndKeepsTheMode()
    {
        var copy = Copy();
        var provided = ProvidedBut("GLIBCXX_3.4.32", copy);

        var first = BindingLibrary.Weaken(copy, provided);
        var second = BindingLibrary.Weaken(copy, provided);

        Assert.False(second);
        Assert.DoesNotContain(new ElfImage(File.ReadAllBytes(copy)).NeededVersions("libstdc++.so.6"), n => n.Name == "GLIBCXX_3.4.32");
        Assert.Equal(first, !AlreadyWeak());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(Library()), File.GetUnixFileMode(copy));
        }

        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(copy)!));
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    [Fact]
    public void Weaken_VersionOfACalledSymbol_IsRefusedAndLeavesTheFile()
    {
        var copy = Copy();
        var before = File.ReadAllBytes(copy);

        var error = Assert.Throws<NativeLibraryException>(() => BindingLibrary.Weaken(copy, ProvidedBut("GLIBCXX_3.4.21", copy)));

        Assert.Contains("GLIBCXX_3.4.21", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(copy));
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    [Fact]
    public void Weaken_NothingLacking_DoesNothing()
    {
        var copy = Copy();

        Assert.False(BindingLibrary.Weaken(copy, ProvidedBut("", copy)));
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(5000)]
    public void ElfImage_NotALibrary_IsRefused(int length)
    {
        var bytes = File.ReadAllBytes(Library())[..length];

        Assert.Throws<InvalidDataException>(() => new ElfImage(bytes).NeededVersions("libstdc++.so.6"));
    }

    [Fact]
    public void UnversionedImports_OfTheBinding_AreThoseOfLibTorch()
    {
        var imports = new ElfImage(File.ReadAllBytes(Library())).UnversionedImports();

        LibTorch.EnsureLoadable();

        Assert.Contains(imports, symbol => symbol.StartsWith("_ZN2at4_ops10zeros_like4call", StringComparison.Ordinal));
        Assert.DoesNotContain("memcpy", imports);
        Assert.DoesNotContain(imports, symbol => SystemLoader.Find(symbol) == 0);
    }

    [Fact]
    public void BuiltFor_TorchSharp_SaysTheSame() =>
        Assert.StartsWith(BindingLibrary.BuiltFor + ".", TorchSharp.torch.__version__, StringComparison.Ordinal);

    private static string Library() =>
        Directory.GetFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories)[0];

    private static string Copy()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("nets-elf-").FullName, "libLibTorchSharp.so");
        File.Copy(Library(), path);
        return path;
    }

    private static bool AlreadyWeak() =>
        new ElfImage(File.ReadAllBytes(Library())).NeededVersions("libstdc++.so.6").All(n => n.Name != "GLIBCXX_3.4.32");

    private static HashSet<string> ProvidedBut(string version, string library) =>
        [.. new ElfImage(File.ReadAllBytes(library)).NeededVersions("libstdc++.so.6").Select(n => n.Name).Where(n => n != version)];
}
