using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace ActiveSeg.Cli.Tests.Export;

/// <summary>A project with one model, of invented numbers.</summary>
internal sealed class MadeUpProject
{
    public const string Scanner = "scan|ner";

    public Project Project { get; } = new()
    {
        Project_ = "spine",
        DisplayName = "Spine <of> nobody",
        Options = new ProjectOptions { Structures = { new Structure { Label = 1, Name = "central_canal" }, new Structure { Label = 2, Name = "foramina" } } },
    };

    public List<Scan> Scans { get; } = [];

    public TrainingManifest Manifest { get; } = new() { Project = "spine", Round = 2, Seed = 77 };

    public TrainingReport Report { get; } = new()
    {
        Steps = 1500,
        FinalLoss = 0.1234567,
        StopReason = "enough steps",
        TrainingSeconds = 61.5,
        Facts = { ["threads"] = "2", ["plan"] = "slices" },
    };

    public byte[] Weights { get; } = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    /// <summary>Six labelled scans of three patients, four locked ones of two; every second of another scanner.</summary>
    public static MadeUpProject Make(string rater = "anna", string name = "s")
    {
        var made = new MadeUpProject();
        for (var i = 0; i < 10; i++)
        {
            var scan = new Scan
            {
                Scan_ = $"{name}{i}",
                Patient = $"p{i / 2}",
                Role = i < 6 ? ScanRole.Pool : ScanRole.Reference,
                Reference = new Reference { Version = 1, Source = i < 6 ? "majority vote" : "expert" },
                Strata = { [Scanner] = i % 2 == 0 ? "A" : i < 6 ? "B" : "C" },
            };
            var entry = new ManifestScan { Scan = scan.Scan_, Patient = scan.Patient };
            if (i < 6)
            {
                scan.Reads.Add([new Read { Rater = rater, Tool = "slicer" }, new Read { Rater = "bert", Tool = "slicer" }]);
                made.Manifest.Labelled.Add(entry);
            }
            else
            {
                made.Manifest.Reference.Add(entry);
                var first = new StructureScore { Label = 1, Dice = 0.75 + (0.02 * i), AreaErrorMm2 = 4, AssdMm = 0.5 };
                if (i > 6)
                {
                    first.Hd95Mm = i;
                }

                made.Report.Scans.Add(new ScanScore { Scan = scan.Scan_, Scores = { first, new StructureScore { Label = 2, Dice = 0.6 } } });
            }

            made.Scans.Add(scan);
        }

        return made;
    }

    public Model Model(Func<byte[], Artifact> keep) => new()
    {
        Model_ = 3,
        Round = 2,
        LabelledScans = 6,
        LockHash = new string('d', 64),
        Promoted = true,
        MeanDice = 0.75,
        CreateTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero)),
        Weights = keep(Weights),
        Report = keep(Report.ToByteArray()),
        Manifest = keep(Manifest.ToByteArray()),
    };

    public RecordedServer Serve()
    {
        var server = new RecordedServer();
        server.Answer(new GetModelResponse { Model = Model(server.Keep) });
        server.Answer(new GetProjectResponse { Project = Project });
        server.Answer(new ListScansResponse { Scans = { Scans } });
        return server;
    }
}
