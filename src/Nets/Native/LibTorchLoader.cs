using ActiveSeg.Nets.Devices;
using TorchSharp;

namespace ActiveSeg.Nets.Native;

/// <summary>Loads libtorch and the binding library, once per process, from one folder and no other.</summary>
/// <remarks>The folder is the host's where the environment names one, else the application's own. All symbols are resolved at
/// once, so that a libtorch of another version fails here, by name, and not in the middle of a training.</remarks>
internal static class LibTorchLoader
{
    /// <summary>Does it.</summary>
    /// <exception cref="NativeLibraryException">A library is missing, unwritable where it must be changed, too new for the
    /// system, or of another version.</exception>
    public static LibTorchFolder Load()
    {
        SystemLoader.SetDefault("OMP_WAIT_POLICY", "PASSIVE");
        SystemLoader.KeepFreedMemory();
        var binding = BindingLibrary.Find();
        var beside = Path.GetDirectoryName(binding)!;
        var given = Environment.GetEnvironmentVariable(LibTorchFolder.Variable);
        var folder = string.IsNullOrEmpty(given) ? Own(beside) : LibTorchFolder.Find(given);
        if (folder.Folder != beside && LibTorchFolder.Holds(beside))
        {
            throw new NativeLibraryException($"libtorch is to be loaded from {folder.Folder}, but lies in {beside} too, from where it "
                + "would be loaded as well; remove it there, or use an application that was built without libtorch");
        }

        BindingLibrary.Weaken(binding, BindingLibrary.ProvidedVersions());
        if (SystemLoader.MappedTensorLibraries() is [var first, ..])
        {
            throw new NativeLibraryException($"libtorch is to be loaded from {folder.Folder}, but {first} is loaded already");
        }

        try
        {
            foreach (var library in folder.Libraries)
            {
                SystemLoader.Load(library);
            }
        }
        catch (NativeLibraryException refusal)
        {
            throw Misfit(folder, refusal.Message, refusal);
        }

        LoadBinding(binding, folder);
        return folder;
    }

    /// <summary>Version of the libtorch that is loaded, as well as it can be told.</summary>
    public static unsafe string VersionOf(LibTorchFolder folder)
    {
        if (folder.Version is { } declared)
        {
            return declared;
        }

        // The stable ABI's own answer, since 2.9: major, minor and patch in the three highest bytes.
        var answer = (delegate* unmanaged<ulong>)SystemLoader.Find("aoti_torch_abi_version");
        if (answer is null)
        {
            return "of unknown version";
        }

        var version = answer();
        return $"{version >> 56}.{(version >> 48) & 0xff}.{(version >> 40) & 0xff}";
    }

    /// <summary>Version of CUDA that the libtorch that is loaded uses; none for one without CUDA.</summary>
    public static unsafe string? CudaVersionOf(LibTorchFolder folder)
    {
        var ask = (delegate* unmanaged<int*, int>)SystemLoader.Find("cudaRuntimeGetVersion");
        var version = 0;
        return folder.HasCuda && ask is not null && ask(&version) == 0 ? CudaDriver.VersionText(version) : folder.CudaVersion;
    }

    private static LibTorchFolder Own(string beside)
    {
        string[] places = [Path.Combine(AppContext.BaseDirectory, LibTorchFolder.OwnName), beside];
        return places.Where(LibTorchFolder.Holds).Select(place => new LibTorchFolder(place)).FirstOrDefault()
            ?? throw new NativeLibraryException($"there is no libtorch in {AppContext.BaseDirectory}; set {LibTorchFolder.Variable} to a "
                + $"folder with libtorch {BindingLibrary.BuiltFor}, such as the torch folder of a Python installation");
    }

    private static void LoadBinding(string binding, LibTorchFolder folder)
    {
        var imports = new ElfImage(File.ReadAllBytes(binding)).UnversionedImports();
        var missing = imports.Where(symbol => SystemLoader.Find(symbol) == 0).ToList();
        if (missing.Count > 0)
        {
            throw Misfit(
                folder, $"{missing.Count} of the {imports.Count} symbols that it needs are missing, the first of them {missing[0]}");
        }

        var before = SystemLoader.MappedTensorLibraries();
        try
        {
            SystemLoader.Load(binding);
        }
        catch (NativeLibraryException refusal)
        {
            throw Misfit(folder, refusal.Message, refusal);
        }

        // TorchSharp now asks for the same libraries by bare name, and the system answers with those that are loaded.
        torch.InitializeDeviceType(DeviceType.CPU);
        if (SystemLoader.MappedTensorLibraries().Except(before).FirstOrDefault() is { } other)
        {
            throw Misfit(folder, $"its libraries have other names than the binding asks for, so that {other} was loaded as well");
        }
    }

    private static NativeLibraryException Misfit(LibTorchFolder folder, string detail, Exception? cause = null)
    {
        var text = $"libtorch {VersionOf(folder)} in {folder.Folder} does not fit the binding library, which was built for libtorch "
            + $"{BindingLibrary.BuiltFor}: {detail}";
        return cause is null ? new NativeLibraryException(text) : new NativeLibraryException(text, cause);
    }
}
