using System.Security.Cryptography;
using System.Text;

namespace ActiveSeg.Cli.Import;

/// <summary>Replaces the patient IDs of DICOM headers, so that they never leave this machine.</summary>
/// <remarks>The same ID gives the same pseudonym as long as the key is kept; without the key it cannot be found out by trying IDs.</remarks>
internal sealed class Pseudonyms
{
    private const int KeyBytes = 32;
    private readonly byte[] key;

    private Pseudonyms(byte[] key) => this.key = key;

    /// <summary>Uses the key of this user, in <c>$XDG_CONFIG_HOME/activeseg/pseudonym.key</c>; makes one the first time.</summary>
    public static Pseudonyms Open()
    {
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create), "activeseg");
        return Open(Path.Combine(folder, "pseudonym.key"));
    }

    /// <summary>Uses the key in a file; makes one if there is no such file.</summary>
    /// <exception cref="IOException">The file does not hold a key.</exception>
    public static Pseudonyms Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, RandomNumberGenerator.GetBytes(KeyBytes));
        }

        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes ? new Pseudonyms(key) : throw new IOException($"{file} does not hold {KeyBytes} bytes");
    }

    /// <summary>Pseudonym of a patient ID: <c>p</c> and 16 hexadecimal digits.</summary>
    public string Of(string patientId) =>
        "p" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(patientId)).AsSpan(0, 8));
}
