using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Cli.Report.Tables;
using ActiveSeg.Imaging.Dicom;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>phantom</c>: writes synthetic scans.</summary>
internal static class PhantomVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals)
    {
        var folder = new Option<string>("--out") { Description = "Folder; made if missing.", HelpName = "DIR", Required = true };
        var count = new Option<int>("--count") { Description = "Scans. Default: 48.", DefaultValueFactory = _ => 48 };
        var format = new Option<string>("--format") { Description = "nifti (a Medical-Decathlon folder) or dicom (complete series). Default: nifti.", DefaultValueFactory = _ => "nifti" };
        format.AcceptOnlyFromAmong("nifti", "dicom");
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same scans. Default: 1.", DefaultValueFactory = _ => 1 };
        var size = new Option<PhantomSize>("--size") { Description = "small (about 96 x 128 x 12) or full (about 320 x 320 x 15). Default: small." };
        var plane = new Option<PhantomPlane>("--plane") { Description = "sagittal or axial. Default: sagittal." };
        return Verb.Create(
            globals,
            "phantom",
            "Write synthetic lumbar MRI scans with exact masks. They show no person.",
            [folder, count, format, seed, size, plane],
            (scope, token) =>
            {
                if (scope.Get(count) < 1)
                {
                    throw new CommandException(ExitCode.Usage, "BAD_COUNT", "--count must be at least 1");
                }

                var phantoms = new PhantomCohort(
                    (ulong)scope.Get(seed), scope.Get(count), new PhantomOptions(scope.Get(size), scope.Get(plane)));
                var home = scope.Get(folder)!;
                var isDicom = scope.Get(format) == "dicom";
                using (var progress = new Progress(scope.Terminal, scope.Clock, "writing phantoms", phantoms.Count))
                {
                    for (var index = 0; index < phantoms.Count; index++)
                    {
                        token.ThrowIfCancellationRequested();
                        Write(phantoms.Generate(index), home, isDicom);
                        progress.Step();
                    }
                }

                WriteCases(phantoms, home, isDicom);
                if (!isDicom)
                {
                    WriteDataset(phantoms, home);
                }

                scope.Terminal.Json(new JsonObject { ["folder"] = home, ["scans"] = phantoms.Count, ["format"] = scope.Get(format) });
                scope.Terminal.Line($"{phantoms.Count} phantoms (synthetic, no person) in {home}");
                return Task.FromResult(ExitCode.Done);
            });
    }

    private static void Write(PhantomScan scan, string home, bool isDicom)
    {
        var name = scan.Description.ScanName;
        Directory.CreateDirectory(Path.Combine(home, "labelsTr"));
        NiftiWriter.WriteLabels(scan.Reference, Path.Combine(home, "labelsTr", name + ".nii.gz"));
        if (isDicom)
        {
            DicomSeriesWriter.Write(scan.Image, Describe(scan.Description), Path.Combine(home, "series", name));
            return;
        }

        Directory.CreateDirectory(Path.Combine(home, "imagesTr"));
        NiftiWriter.WriteVolume(scan.Image, Path.Combine(home, "imagesTr", name + ".nii.gz"), NiftiDatatype.Signed16);
    }

    private static DicomSeriesDescription Describe(PhantomDescription d) => new()
    {
        Seed = $"{d.ScanName}/{d.ScanSeed}",
        PatientId = d.PatientName,
        PatientName = $"Phantom^{d.PatientName}",
        Sex = d.Sex == PhantomSex.Female ? "F" : "M",
        AgeYears = d.AgeYears,
        Manufacturer = d.Scanner.Manufacturer,
        Model = d.Scanner.ModelName,
        FieldStrengthTesla = d.Scanner.FieldTesla,
        ProtocolName = d.Protocol.ProtocolName,
        Description = "synthetic phantom, no person",
        BodyPart = "LSPINE",
        EchoTimeMs = d.Protocol.EchoTimeMs,
        RepetitionTimeMs = d.Protocol.RepetitionTimeMs,
    };

    private static void WriteCases(PhantomCohort phantoms, string home, bool isDicom)
    {
        string[] strata = [.. phantoms.Describe(0).Strata.Select(stratum => stratum.Name)];
        using var writer = new StreamWriter(Path.Combine(home, "cases.csv"), append: false, new UTF8Encoding(false));
        var table = new CsvWriter(writer);
        table.Row(["case_id", "patient_id", "image", "label", "age_years", CohortFolder.PhantomColumn, .. strata]);
        foreach (var d in phantoms.DescribeAll())
        {
            table.Row(
            [
                isDicom ? $"series_{d.ScanName}" : d.ScanName,
                d.PatientName,
                isDicom ? $"series/{d.ScanName}" : $"imagesTr/{d.ScanName}.nii.gz",
                $"labelsTr/{d.ScanName}.nii.gz",
                d.AgeYears.ToString(CultureInfo.InvariantCulture),
                "yes",
                .. d.Strata.Select(stratum => stratum.Value),
            ]);
        }
    }

    private static void WriteDataset(PhantomCohort phantoms, string home)
    {
        var labels = new JsonObject { ["0"] = "background" };
        foreach (var (label, name) in PhantomStructures.Of(phantoms.Options.Schema))
        {
            labels[$"{label}"] = name;
        }

        var description = new JsonObject
        {
            ["name"] = "lumbar MRI phantoms",
            ["description"] = "Synthetic T2-weighted lumbar MRI; no person is shown",
            ["tensorImageSize"] = "3D",
            ["modality"] = new JsonObject { ["0"] = "MRI" },
            ["labels"] = labels,
            ["numTraining"] = phantoms.Count,
            ["numTest"] = 0,
            ["training"] = new JsonArray([.. phantoms.DescribeAll().Select(d => (JsonNode)new JsonObject
            {
                ["image"] = $"./imagesTr/{d.ScanName}.nii.gz",
                ["label"] = $"./labelsTr/{d.ScanName}.nii.gz",
            })]),
            ["test"] = new JsonArray(),
        };
        File.WriteAllText(
            Path.Combine(home, "dataset.json"), description.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }
}
