using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Figures;
using ActiveSeg.Lab.Report.Html;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Lab.Results;
using ActiveSeg.Lab.Tables;
using ActiveSeg.Lab.TensorBoard;

namespace ActiveSeg.Lab.Report;

/// <summary>Everything that an experiment writes out.</summary>
internal static class ResultFiles
{
    private const string Page = "report.html";

    /// <summary>Writes tables, data dictionary, event files, figures and, last, the page.</summary>
    /// <remarks>
    /// <para>Deterministic: the same results give the same bytes, with the same fonts. Half an experiment is written as far as it goes.</para>
    /// <para>Errors: every file is there as a whole or not at all.</para>
    /// </remarks>
    /// <param name="results">What was found so far.</param>
    /// <param name="folder">Made where absent; earlier files of the same learner are replaced.</param>
    /// <exception cref="InvalidOperationException">The folder holds a report of another learner.</exception>
    public static void Write(ExperimentResults results, string folder)
    {
        RefuseOtherLearner(results.Manifest.Learner, folder);
        var model = ReportModel.Of(results);
        ImmutableArray<Table> tables = [.. ResultTables.Of(results), .. SummaryTables.Of(model)];
        foreach (var table in tables)
        {
            WriteTable(table, results.Manifest, folder);
        }

        WholeFile.Write(Path.Combine(folder, "data-dictionary.md"), DataDictionary.Of(results.Manifest, tables));
        EventFiles.Write(results, Path.Combine(folder, "tensorboard"));
        var pictures = ReportFigures.Of(model);
        WriteFigures(pictures, Path.Combine(folder, "figures"));
        WholeFile.Write(Path.Combine(folder, Page), ReportPage.Render(model, pictures));
    }

    private static void RefuseOtherLearner(string learner, string folder)
    {
        var page = Path.Combine(folder, Page);
        if (File.Exists(page) && !ReportPage.IsAbout(File.ReadAllText(page), learner))
        {
            throw new InvalidOperationException(
                $"{folder} holds a report of another learner than {learner}; results of two learners never stand in one report");
        }
    }

    private static void WriteTable(Table table, Manifest manifest, string folder)
    {
        WholeFile.Write(Path.Combine(folder, table.Name + ".csv"), stream => Csv.Write(table, stream));
        if (table.IsParquetToo)
        {
            // Parquet.Net only writes asynchronously; nothing else waits here.
            WholeFile.Write(
                Path.Combine(folder, table.Name + ".parquet"), stream => ParquetFile.WriteAsync(table, manifest, stream).GetAwaiter().GetResult());
        }
    }

    private static void WriteFigures(ImmutableArray<Picture> pictures, string folder)
    {
        foreach (var picture in pictures)
        {
            WholeFile.Write(Path.Combine(folder, picture.Name + ".svg"), PictureFormat.Svg(picture));
            WholeFile.Write(Path.Combine(folder, picture.Name + ".png"), stream => stream.Write(PictureFormat.Png(picture)));
        }

        foreach (var name in ReportFigures.Names.Except(pictures.Select(picture => picture.Name)))
        {
            File.Delete(Path.Combine(folder, name + ".svg"));
            File.Delete(Path.Combine(folder, name + ".png"));
        }
    }
}
