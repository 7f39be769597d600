using ActiveSeg.Pool.Bench;
using ActiveSeg.Pool.Bench.Floors;
using ActiveSeg.Pool.Bench.Parts;

BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (ArgumentException mistake)
{
    await Console.Error.WriteLineAsync(mistake.Message);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var figures = options.Part switch
{
    "serve" => await ServePart.RunAsync(options, stop.Token),
    "restart" => await RestartPart.RunAsync(options, stop.Token),
    "floors" => await FloorPart.RunAsync(options, stop.Token),
    _ => null,
};
if (figures is null)
{
    await BenchRuns.RunAsync(options, stop.Token);
}
else
{
    Console.WriteLine(figures.ToJson());
}

return 0;
