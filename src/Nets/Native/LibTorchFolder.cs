using System.Text.RegularExpressions;

namespace ActiveSeg.Nets.Native;

/// <summary>A folder with libtorch, and what the files around it say of its version.</summary>
/// <param name="Folder">Absolute path.</param>
internal sealed partial record LibTorchFolder(string Folder)
{
    /// <summary>Names the folder of the host's libtorch.</summary>
    public const string Variable = "ACTIVESEG_LIBTORCH";

    /// <summary>Folder of the application's output with its own libtorch, where TorchSharp does not look by itself.</summary>
    public const string OwnName = "libtorch";

    private static readonly string[] Needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>In the order of loading: what a library needs stands before it.</summary>
    private static readonly string[] All = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    /// <summary>Paths of its libraries in the order of loading.</summary>
    public IEnumerable<string> Libraries => All.Select(name => Path.Combine(Folder, name)).Where(File.Exists);

    /// <summary>Whether this libtorch was built for NVIDIA GPUs.</summary>
    public bool HasCuda => File.Exists(Path.Combine(Folder, "libtorch_cuda.so"));

    /// <summary>Version as a file beside the libraries gives it, such as <c>2.10.0+cu128</c>; none is given for some.</summary>
    public string? Version => Declared(PythonVersion()) ?? (Beside("build-version") is { } file ? File.ReadAllText(file).Trim() : null);

    /// <summary>Version of CUDA that it was built with, likewise.</summary>
    public string? CudaVersion => Declared(PythonCuda())
        ?? (Version is { } version && CudaSuffix().Match(version) is { Success: true } found
            ? $"{found.Groups[1].Value}.{found.Groups[2].Value}"
            : null);

    /// <summary>Finds the libraries in a folder, in its <c>lib</c>, or in its <c>torch/lib</c>.</summary>
    /// <exception cref="NativeLibraryException">None of them holds libtorch.</exception>
    public static LibTorchFolder Find(string given)
    {
        var full = Path.GetFullPath(given);
        string[] places = [full, Path.Combine(full, "lib"), Path.Combine(full, "torch", "lib")];
        return places.Where(Holds).Select(place => new LibTorchFolder(place)).FirstOrDefault()
            ?? throw new NativeLibraryException(
                $"{Variable} is {given}, but neither that folder nor its lib or torch/lib holds {string.Join(", ", Needed)}");
    }

    /// <summary>Whether a folder holds libtorch.</summary>
    public static bool Holds(string folder) => Needed.All(name => File.Exists(Path.Combine(folder, name)));

    private string? Declared(Regex line) =>
        Beside("version.py") is { } file && line.Match(File.ReadAllText(file)) is { Success: true } found ? found.Groups[1].Value : null;

    private string? Beside(string file)
    {
        string[] places = Path.GetFileName(Folder) == "lib" ? [Path.GetDirectoryName(Folder)!, Folder] : [Folder];
        return places.Select(place => Path.Combine(place, file)).FirstOrDefault(File.Exists);
    }

    [GeneratedRegex("""^__version__\s*=\s*['"]([^'"]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex PythonVersion();

    [GeneratedRegex("""^cuda(?:\s*:[^=]*)?\s*=\s*['"]([^'"]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex PythonCuda();

    [GeneratedRegex(@"\+cu(\d+)(\d)\b")]
    private static partial Regex CudaSuffix();
}
