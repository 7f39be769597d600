using System.CommandLine;
using System.Globalization;
using ActiveSeg.Lab.Commands;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var watch = ParentWatch.Begin();
var root = new RootCommand("Retrospective experiments: query strategies compared on labelled datasets.") { CompareVerb.Create(), PlanVerb.Create() };
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
return parsed.Errors.Count > 0 ? 2 : exitCode;
