using System.Text.Json;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;

namespace ActiveSeg.Cli.Commands;

/// <summary>A folder with one leased read: <c>image.nii.gz</c>, <c>structures.json</c>, <c>lease.json</c>, and later <c>mask.nii.gz</c>.</summary>
internal sealed class CaseFolder(string folder)
{
    private static readonly JsonFormatter Writer =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true).WithIndentation());

    private static readonly JsonParser Reader = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>The mask that a rater puts there.</summary>
    public string Mask => Path.Combine(folder, "mask.nii.gz");

    private string Image => Path.Combine(folder, "image.nii.gz");

    private string LeaseFile => Path.Combine(folder, "lease.json");

    /// <summary>Writes a leased read; the lease last, so that a folder with a lease is complete.</summary>
    public async Task WriteAsync(LeaseNextResponse next, byte[] image, CancellationToken token)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Image, image, token);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "structures.json"),
            JsonSerializer.Serialize(next.Structures.ToDictionary(s => $"{s.Label}", s => s.Name)) + "\n",
            token);
        await File.WriteAllTextAsync(LeaseFile, Writer.Format(next) + "\n", token);
    }

    /// <summary>Reads the lease back.</summary>
    /// <exception cref="CommandException">There is none, or it cannot be read.</exception>
    public LeaseNextResponse ReadLease()
    {
        try
        {
            return Reader.Parse<LeaseNextResponse>(File.ReadAllText(LeaseFile));
        }
        catch (Exception bad) when (bad is IOException or InvalidProtocolBufferException)
        {
            throw new CommandException(ExitCode.Refused, "NO_LEASE", $"{LeaseFile}: {bad.Message}");
        }
    }

    /// <summary>Reads the mask, checks it against image and structures, and rewrites it.</summary>
    /// <exception cref="Imaging.ImageFormatException">The mask is not usable.</exception>
    public byte[] ReadMask(LeaseNextResponse lease)
    {
        var mask = NiftiReader.ReadLabels(Mask);
        var grid = NiftiReader.ReadHeader(Image).Grid;
        ReferenceCheck.Check(Mask, grid, mask, [.. lease.Structures.Select(s => (s.Label, s.Name))]);
        return CanonicalImage.Encode(mask);
    }

    /// <summary>The request id of a submission: the same for the same lease and mask.</summary>
    public static string RequestIdOf(Lease lease, Artifact mask) => RequestIds.For(
        "submit", lease.Project, $"{lease.Round}", lease.Scan, $"{lease.Read}", lease.Rater, $"{lease.Fencing}", mask.Sha256);
}
