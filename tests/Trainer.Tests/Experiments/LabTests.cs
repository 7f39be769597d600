using System.IO.Compression;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Experiments;

namespace ActiveSeg.Trainer.Tests.Experiments;

/// <summary>What passes between trainer and laboratory.</summary>
public sealed class LabTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("activeseg-lab-words-").FullName;

    [Fact]
    public void CommandOf_Settings_BecomesTheLaboratorysWords()
    {
        var settings = new ExperimentSettings
        {
            Dataset = "spine",
            Policies = { "random", "core-set+floor" },
            Rounds = 3,
            BatchSize = 4,
            StartSize = 6,
            Seeds = 2,
            Learner = ExperimentLearner.Unet,
            Steps = 70,
            MirrorLeftRight = true,
            TestShare = 0.25,
            SplitSeed = 9,
            NoiseRepeats = 5,
        };

        var words = LabCommand.Of(settings, "/data/spine", "/results/e1", 3);

        Assert.Equal(
            "compare --data /data/spine --out /results/e1 --policies random,core-set+floor --rounds 3 --batch 4 --start 6 --seeds 2 --learner unet "
            + "--steps 70 --mirror-left-right --test-share 0.25 --split-seed 9 --noise 5 --threads 3",
            string.Join(' ', words));
    }

    [Fact]
    public void ThreadsOf_FolderWithResults_AreThoseItWasBegunWith()
    {
        Assert.Equal(2, LabCommand.ThreadsOf(_folder, 2));

        File.WriteAllText(Path.Combine(_folder, "manifest.json"), """{"Name":"e1","Threads":5}""");

        Assert.Equal(5, LabCommand.ThreadsOf(_folder, 2));
    }

    [Fact]
    public void Output_ProgressAndComplaint_AreRead()
    {
        var output = new LabOutput();

        output.Add("made-up balls: 11 scans in the pool, 5 locked for tests; 2 policies, 3 seeds");
        Assert.Equal((0, "", false), (output.RoundsDone, output.Complaint, output.IsShared));
        output.Add("17 of 24 rounds: random, seed 2, round 1, 4 labelled, Dice 0.5000; 0.1 s a training, about 1 s left");
        output.Add("2 cells are run by other processes; run again when they have ended for the whole report");
        output.Add("activeseg: CONFIGURATION: --rounds is at least 1");
        output.Add("");

        Assert.Equal((17, "CONFIGURATION: --rounds is at least 1", true), (output.RoundsDone, output.Complaint, output.IsShared));
        Assert.StartsWith("activeseg: ", output.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void ArchiveOf_ResultsFolder_HoldsAllButWhatOnlyTheLaboratoryNeeds()
    {
        foreach (var name in (string[])["rounds/a.json", "cells/random.json", "figures/curve.png", "results.csv", "manifest.json", "manifest.json.7.1.part"])
        {
            var path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, name);
        }

        using var archive = new ZipArchive(new MemoryStream(ResultsArchive.Of(_folder)));

        Assert.Equal(["figures/curve.png", "manifest.json", "results.csv"], archive.Entries.Select(e => e.FullName));
        using var reader = new StreamReader(archive.GetEntry("figures/curve.png")!.Open());
        Assert.Equal("figures/curve.png", reader.ReadToEnd());
    }

    [Fact]
    public void PlacesFrom_FolderOfABuild_AreBesideAndInTheSameBuild() =>
        Assert.Equal(
            ["/a/bin/ActiveSeg.Trainer/release/ActiveSeg.Lab", "/a/bin/ActiveSeg.Lab/release/ActiveSeg.Lab"],
            LabProgram.PlacesFrom("/a/bin/ActiveSeg.Trainer/release/"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
