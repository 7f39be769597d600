using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Export;

/// <summary>Runs the trainer for work on files, which needs its knowledge of networks.</summary>
internal static class TrainerProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Path of the program.</param>
    /// <param name="words">Its command line.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="CommandException">It could not be started, or it refused; the text is its own.</exception>
    public static async Task RunAsync(string program, ImmutableArray<string> words, CancellationToken token)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new CommandException(ExitCode.Unavailable, "TRAINER_START", $"{program} cannot be started: {failure.Message}");
        }

        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
            await Task.WhenAll(output, error, process.WaitForExitAsync(token));
            if (process.ExitCode != 0)
            {
                var complaint = (await error).Split('\n', 2)[0].Trim();
                throw new CommandException(
                    ExitCode.Refused, "EXPORT_REFUSED", complaint.Length > 0 ? complaint : $"{program} ended with code {process.ExitCode}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
