using ActiveSeg.Nets.Native;

namespace ActiveSeg.Nets.Tests.Native;

public sealed class LibTorchFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nets-torch-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("torch")]
    [InlineData("torch/lib")]
    public void Find_AnyLevelOfAPythonInstallation_IsTheSameFolder(string given)
    {
        var lib = Make("torch/lib", "libtorch_cuda.so");

        var folder = LibTorchFolder.Find(Path.Combine(_root, given));

        Assert.Equal(lib, folder.Folder.TrimEnd('/'));
        Assert.True(folder.HasCuda);
        Assert.Equal(["libc10.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so"], folder.Libraries.Select(Path.GetFileName));
    }

    [Fact]
    public void Find_PlainFolder_HasNoCudaAndNoVersion()
    {
        var folder = LibTorchFolder.Find(Make("plain"));

        Assert.Equal((false, null, null), (folder.HasCuda, folder.Version, folder.CudaVersion));
    }

    [Fact]
    public void Find_NoLibTorch_NamesTheVariableAndTheFolder()
    {
        var error = Assert.Throws<NativeLibraryException>(() => LibTorchFolder.Find(_root));

        Assert.Contains("ACTIVESEG_LIBTORCH", error.Message, StringComparison.Ordinal);
        Assert.Contains(_root, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__version__ = '2.11.0+cu130'\ndebug = False\ncuda: Optional[str] = '13.0'\nhip = None\n", "2.11.0+cu130", "13.0")]
    [InlineData("__version__ = '1.13.0a0'\ndebug = False\ncuda = None\n", "1.13.0a0", null)]
    [InlineData("__version__ = '2.10.0+cu128'\n", "2.10.0+cu128", "12.8")]
    public void Version_OfPython_IsRead(string text, string version, string? cuda)
    {
        var folder = LibTorchFolder.Find(Make("torch/lib"));
        File.WriteAllText(Path.Combine(_root, "torch", "version.py"), text);

        Assert.Equal((version, cuda), (folder.Version, folder.CudaVersion));
    }

    [Fact]
    public void Version_OfABareLibTorch_IsRead()
    {
        var folder = LibTorchFolder.Find(Make("libtorch/lib"));
        File.WriteAllText(Path.Combine(_root, "libtorch", "build-version"), "2.10.0+cu126\n");

        Assert.Equal(("2.10.0+cu126", "12.6"), (folder.Version, folder.CudaVersion));
    }

    private string Make(string folder, params string[] more)
    {
        var path = Directory.CreateDirectory(Path.Combine(_root, folder)).FullName;
        string[] names = ["libc10.so", "libtorch.so", "libtorch_cpu.so", .. more];
        foreach (var name in names)
        {
            File.WriteAllBytes(Path.Combine(path, name), []);
        }

        return path;
    }
}
