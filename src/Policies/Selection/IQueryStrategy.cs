namespace ActiveSeg.Policies.Selection;

/// <summary>A rule that picks the next scans to delineate.</summary>
/// <remarks>
/// <para>Deterministic: the answer depends on the columns by stable key, on the request and on nothing else.</para>
/// <para>Threading: strategies hold no state.</para>
/// </remarks>
public interface IQueryStrategy
{
    /// <summary>Name under which a policy stores the strategy: lower case, words joined by '-'.</summary>
    string Name { get; }

    /// <summary>Columns without which <see cref="Select"/> refuses to run.</summary>
    SignalNeeds Needs { get; }

    /// <summary>Picks scans until the batch is full or no further selectable scan fits the constraints.</summary>
    /// <exception cref="MissingSignalException">The pool lacks a needed column.</exception>
    /// <exception cref="ArgumentException">The request names a row outside the pool or a cap below 1.</exception>
    Batch Select(PoolColumns pool, SelectionRequest request);
}
