using ActiveSeg.Imaging;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Training;
using ActiveSeg.Planning;
using ActiveSeg.Planning.Statistics.Comparisons;

namespace ActiveSeg.Lab.Commands;

/// <summary>Turns expected failures into one line and an exit code.</summary>
internal static class Guard
{
    /// <returns>0 done; 1 refused; 130 stopped.</returns>
    public static int Run(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (AggregateException many) when (many.InnerExceptions.Any(IsExpected))
        {
            return Fail(many.InnerExceptions.First(IsExpected));
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            return Fail(failure);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("activeseg: INTERRUPTED: stopped; the same command goes on from here");
            return 130;
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure is LabException or NotEstimableException or MissingCellsException or ImageFormatException or TrainingSetException or NativeLibraryException or IOException or UnauthorizedAccessException;

    private static int Fail(Exception failure)
    {
        var reason = failure switch
        {
            LabException lab => lab.Reason,
            ImageFormatException image => image.Reason.ToString(),
            NotEstimableException => "NOT_ESTIMABLE",
            MissingCellsException => "MISSING_CELLS",
            NativeLibraryException => "LIBTORCH",
            TrainingSetException => "TRAINING_SET",
            _ => "FILE",
        };
        Console.Error.WriteLine($"activeseg: {reason}: {failure.Message.ReplaceLineEndings(" ")}");
        return 1;
    }
}
