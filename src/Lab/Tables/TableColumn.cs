using System.Globalization;

namespace ActiveSeg.Lab.Tables;

/// <summary>One column of a table, with its line in the data dictionary.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Unit">Unit or kind of value.</param>
/// <param name="Meaning">What it says, and what an empty cell means.</param>
internal abstract record TableColumn(string Name, string Unit, string Meaning)
{
    /// <summary>The cell of a row as CSV writes it, without quotes; empty when absent.</summary>
    public abstract string Cell(int row);

    /// <summary>Words, never absent.</summary>
    internal sealed record Words(string Name, string Unit, string Meaning, Func<int, string> Value) : TableColumn(Name, Unit, Meaning)
    {
        /// <inheritdoc />
        public override string Cell(int row) => Csv.Safe(Value(row));
    }

    /// <summary>Whole numbers, never absent.</summary>
    internal sealed record Counts(string Name, string Unit, string Meaning, Func<int, long> Value) : TableColumn(Name, Unit, Meaning)
    {
        /// <inheritdoc />
        public override string Cell(int row) => Value(row).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Numbers, possibly absent; in CSV the shortest text that reads back as the same number.</summary>
    internal sealed record Numbers(string Name, string Unit, string Meaning, Func<int, double?> Value) : TableColumn(Name, Unit, Meaning)
    {
        /// <inheritdoc />
        public override string Cell(int row) => Value(row)?.ToString("R", CultureInfo.InvariantCulture) ?? "";
    }
}
