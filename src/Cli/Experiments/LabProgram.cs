using System.ComponentModel;
using System.Diagnostics;
using ActiveSeg.Cli.Demo.Processes;
using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Experiments;

/// <summary>Hands the command lines of experiments to the laboratory, which needs networks and runs without a server.</summary>
internal static class LabProgram
{
    /// <summary>First words that the laboratory understands, with what they do.</summary>
    public static IReadOnlyList<(string Verb, string Description)> Verbs { get; } =
    [
        ("compare", "Compares query strategies on a labelled dataset: same start sets, weights and test patients for all."),
        ("plan", "Forecasts accuracy against labels, and says how well such forecasts hold."),
    ];

    /// <summary>Whether a command line is the laboratory's.</summary>
    public static bool Understands(IReadOnlyList<string> args) => args.Count > 0 && Verbs.Any(v => v.Verb == args[0]);

    /// <summary>Runs it on this terminal, to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            var program = Executables.Find(Executables.Lab);
            // Ctrl-C reaches the laboratory itself, which says how to go on; this process only waits.
            Console.CancelKeyPress += (_, press) => press.Cancel = true;
            using var process = Process.Start(new ProcessStartInfo(program, args) { UseShellExecute = false })
                ?? throw new CommandException(ExitCode.Unavailable, "LAB_START", $"{program} did not start");
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception failure)
        {
            await Console.Error.WriteLineAsync($"activeseg: LAB_START: {failure.Message}");
            return ExitCode.Unavailable;
        }
        catch (CommandException failure)
        {
            await Console.Error.WriteLineAsync($"activeseg: {failure.Reason}: {failure.Message}");
            return failure.ExitCode;
        }
    }
}
