using ActiveSeg.Cli.Commands;
using ActiveSeg.Cli.Experiments;
using ActiveSeg.Cli.Invocation;

if (LabProgram.Understands(args))
{
    return await LabProgram.RunAsync(args);
}

var parsed = CommandTree.Create().Parse(args);
var exitCode = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
return parsed.Errors.Count > 0 ? ExitCode.Usage : exitCode;
