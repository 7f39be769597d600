using System.CommandLine;
using System.Globalization;
using ActiveSeg.Planning.Budgets;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Lab.Commands;

/// <summary><c>activeseg plan</c>: what more labels will bring, and how well such forecasts hold.</summary>
internal sealed class PlanVerb
{
    private readonly Option<string?> _curve = new("--curve") { Description = "Table with the columns labelled and value, and optionally start_set." };
    private readonly Option<double> _target = new("--target") { Description = "Value to reach, above 0 and below 1. Default: 0.9, such as a mean Dice.", DefaultValueFactory = _ => 0.9 };
    private readonly Option<double?> _raters = new("--rater-dice") { Description = "Mean Dice between raters: centres the prior of the asymptote and caps what counts as reachable. Default: not known." };
    private readonly Option<int> _batch = new("--batch") { Description = "Scans of the next batch, to tell what it is worth. Default: 0, not asked.", DefaultValueFactory = _ => 0 };
    private readonly Option<double?> _minutes = new("--minutes") { Description = "Expert minutes to spend: compares 1, 2, 3 and 5 reads a scan. Needs --rater-dice." };
    private readonly Option<double> _perRead = new("--minutes-per-read") { Description = "Minutes of one read of one scan. Default: 10.", DefaultValueFactory = _ => 10 };
    private readonly Option<double> _perScan = new("--minutes-per-scan") { Description = "Minutes a scan costs once, however many read it. Default: 0.", DefaultValueFactory = _ => 0 };
    private readonly Option<int> _pool = new("--pool") { Description = "Scans that can still be had. Default: endless.", DefaultValueFactory = _ => int.MaxValue };
    private readonly Option<int> _reads = new("--reads") { Description = "Reads behind each label of the curve. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _evaluate = new("--evaluate") { Description = "Print error and coverage of forecasts on curves that were held out: simulated ones, or those of --held-out." };
    private readonly Option<string?> _heldOut = new("--held-out") { Description = "Evaluate on measured curves: results.csv of compare, or a table with the columns curve, labelled and value, and optionally start_set." };
    private readonly Option<double> _cut = new("--cut") { Description = "Most labels that a forecast of --held-out sees. Default: 50.", DefaultValueFactory = _ => 50 };
    private readonly Option<int> _curves = new("--curves") { Description = "Simulated curves a row. Default: 400.", DefaultValueFactory = _ => 400 };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the simulated curves. Default: 7.", DefaultValueFactory = _ => 7 };
    private readonly Option<bool> _calibrate = new("--calibrate") { Description = "Print the factors by which intervals are scaled, computed anew." };

    public static Command Create() => new PlanVerb().ToCommand();

    private Command ToCommand()
    {
        var command = new Command("plan", "Forecasts accuracy against labels from a measured curve, and evaluates such forecasts.")
        {
            _curve, _target, _raters, _batch, _minutes, _perRead, _perScan, _pool, _reads, _evaluate, _heldOut, _cut, _curves, _seed, _calibrate,
        };
        command.SetAction((parsed, _) => Task.FromResult(Guard.Run(() => Run(parsed))));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (curves, seed) = (parsed.GetValue(_curves), parsed.GetValue(_seed));
        if (curves < 40)
        {
            throw new LabException("CONFIGURATION", "--curves is at least 40");
        }

        if (!(parsed.GetValue(_cut) >= 1))
        {
            throw new LabException("CONFIGURATION", "--cut is at least 1");
        }

        if (!(parsed.GetValue(_target) is > 0 and < 1))
        {
            throw new LabException("CONFIGURATION", "--target lies above 0 and below 1: Dice is a share, not percent");
        }

        if (parsed.GetValue(_raters) is { } dice && !(dice is > 0 and <= 1))
        {
            throw new LabException("CONFIGURATION", "--rater-dice lies above 0 and is at most 1");
        }

        if (parsed.GetValue(_batch) < 0 || parsed.GetValue(_reads) < 1 || parsed.GetValue(_pool) < 1 || !(parsed.GetValue(_minutes) is null or > 0)
            || !(parsed.GetValue(_perRead) > 0) || !(parsed.GetValue(_perScan) >= 0))
        {
            throw new LabException("CONFIGURATION", "--batch and --minutes-per-scan are at least 0, --reads and --pool at least 1, --minutes and --minutes-per-read above 0");
        }

        if (parsed.GetValue(_calibrate))
        {
            Print(Calibration.Factors(curves, seed));
        }
        else if (parsed.GetValue(_evaluate))
        {
            var rows = parsed.GetValue(_heldOut) is { } held
                ? ForecastEvaluation.EvaluateBeyond(Path.GetFileName(held), CurveTables.Many(held), parsed.GetValue(_cut))
                : ForecastEvaluation.Simulated(curves, seed);
            foreach (var line in ForecastEvaluation.Table(rows))
            {
                Console.WriteLine(line);
            }
        }
        else if (parsed.GetValue(_curve) is { } path)
        {
            var budget = BudgetOf(
                parsed.GetValue(_minutes), parsed.GetValue(_perRead), parsed.GetValue(_perScan), parsed.GetValue(_pool), parsed.GetValue(_reads), parsed.GetValue(_raters));
            foreach (var line in PlanReport.Lines(CurveTables.One(path), parsed.GetValue(_target), parsed.GetValue(_raters), parsed.GetValue(_batch), budget))
            {
                Console.WriteLine(line);
            }
        }
        else
        {
            throw new LabException("CONFIGURATION", "give --curve FILE, or --evaluate");
        }

        return 0;
    }

    private static void Print(double[,] factors)
    {
        for (var row = 0; row < factors.GetLength(0); row++)
        {
            Console.WriteLine(string.Join(", ", Enumerable.Range(0, factors.GetLength(1)).Select(column => factors[row, column].ToString("0.00", CultureInfo.InvariantCulture))));
        }
    }

    private static ReadBudget? BudgetOf(double? minutes, double perRead, double perScan, int pool, int reads, double? raterDice) => (minutes, raterDice) switch
    {
        (null, _) => null,
        (_, null) => throw new LabException("CONFIGURATION", "--minutes needs --rater-dice: what a read is worth follows from how raters agree"),
        _ => new ReadBudget
        {
            ExpertMinutes = minutes.Value,
            MinutesPerRead = perRead,
            MinutesPerScan = perScan,
            ReadAgreement = raterDice.Value,
            PoolScans = pool,
            ReadsSoFar = reads,
        },
    };
}
