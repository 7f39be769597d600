using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Imports;

namespace ActiveSeg.Trainer.Offline;

/// <summary>Commands that work on files alone, without a server.</summary>
internal static class OfflineVerbs
{
    /// <summary>Explains the commands.</summary>
    public const string Usage = """
        ActiveSeg.Trainer export WEIGHTS.safetensors --onnx FILE | --bundle DIR [--version X.Y.Z] [--change TEXT] [--card FILE.md]
        ActiveSeg.Trainer import FILE.safetensors --out WEIGHTS.safetensors [--plan PLAN.json] [--names NAMES.json]
          --onnx FILE       an ONNX model (opset 13)
          --bundle DIR      a new folder in the layout of a MONAI bundle
          --version X.Y.Z   the bundle's version (default: 0.1.0)
          --change TEXT     what is new in it
          --card FILE.md    its docs/README.md (default: what the weights alone tell)
          --plan PLAN.json  plan and structures, as in a bundle's configs/plan.json (default: the file's own metadata)
          --names FILE      JSON object from the file's array names to the network's, or to null for arrays to leave out
        """;

    /// <summary>Whether a command line is one of these commands.</summary>
    public static bool Knows(IReadOnlyList<string> args) => args is ["export" or "import", ..];

    /// <summary>Carries a command out.</summary>
    /// <param name="args">Words after the program's name.</param>
    /// <param name="output">Takes what was done.</param>
    /// <param name="error">Takes what is wrong, in one line.</param>
    /// <returns>0: done; 1: refused; 2: the words make no sense; 3: a file cannot be read or written.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            var words = OfflineWords.Parse(args);
            output.WriteLine(args[0] == "export" ? ExportWork.Run(words) : ImportWork.Run(words));
            return 0;
        }
        catch (UsageException wrong)
        {
            error.WriteLine($"{wrong.Message}\n{Usage}");
            return 2;
        }
        catch (WeightsImportException refusal)
        {
            error.WriteLine($"{refusal.Fault}: {refusal.Message}");
            return 1;
        }
        catch (CheckpointException refusal)
        {
            error.WriteLine($"Weights: {refusal.Message}");
            return 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"File: {failure.Message}");
            return 3;
        }
    }
}
