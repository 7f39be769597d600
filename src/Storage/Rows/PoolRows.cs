using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Storage.Rows;

/// <summary>Gathers one shard of the pool; equal strata are parsed once.</summary>
internal sealed class PoolRows(string project)
{
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>> _strata = new(StringComparer.Ordinal);
    private readonly List<PoolRow> _rows = [];

    public void Add(string scan, string patient, int status, string strata, ScanSignals? signals)
    {
        if (!_strata.TryGetValue(strata, out var parsed))
        {
            parsed = StateText.Read<ImmutableSortedDictionary<string, string>>(strata, "strata", project, scan);
            _strata.Add(strata, parsed);
        }

        _rows.Add(new PoolRow(new ScanId(scan), new PatientId(patient), (ScanStatus)status, parsed, signals));
    }

    public ScanSignals Signals(string scan, int model, int cluster, byte[] embedding, string uncertainties, byte[] gradient) => new(
        new ScanId(scan),
        new ModelVersion(model),
        EmbeddingBytes.Read(embedding),
        cluster,
        StateText.Read<ImmutableSortedDictionary<string, double>>(uncertainties, "uncertainties", project, scan),
        EmbeddingBytes.Read(gradient));

    public ImmutableArray<PoolRow> InOrder()
    {
        _rows.Sort((a, b) => string.CompareOrdinal(a.Scan.Value, b.Scan.Value));
        return [.. _rows];
    }
}
