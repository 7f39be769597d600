using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Constraints;

/// <summary>Counts seats by stratum: closes a stratum that reached its limit, and all others once the seats left are owed.</summary>
internal sealed class QuotaLedger
{
    private readonly PoolColumns _pool;
    private readonly ImmutableArray<StratumQuota> _quotas;
    private readonly int[] _taken;
    private readonly int[] _open;

    public QuotaLedger(PoolColumns pool, ImmutableArray<StratumQuota> quotas)
    {
        (_pool, _quotas) = (pool, quotas.IsDefault ? [] : quotas);
        (_taken, _open) = (new int[_quotas.Length], new int[_quotas.Length]);
        foreach (var quota in _quotas)
        {
            if (quota.AtLeast < 0 || quota.AtMost < quota.AtLeast)
            {
                throw new ArgumentOutOfRangeException(nameof(quotas), quota, "seats are at least 0 and at most no fewer than at least");
            }

            if (pool.Count > 0 && !pool.Strata.ContainsKey(quota.Stratum))
            {
                throw new ArgumentException($"the pool has no stratum '{quota.Stratum}'; it has {string.Join(", ", pool.Strata.Keys)}", nameof(quotas));
            }
        }

        if (_quotas.DistinctBy(q => (q.Stratum, q.Value)).Count() < _quotas.Length)
        {
            throw new ArgumentException("two quotas for one value of a stratum", nameof(quotas));
        }
    }

    private QuotaLedger(QuotaLedger other) =>
        (_pool, _quotas, _taken, _open) = (other._pool, other._quotas, (int[])other._taken.Clone(), (int[])other._open.Clone());

    public bool IsEmpty => _quotas.IsEmpty;

    /// <summary>Counts on from here apart.</summary>
    public QuotaLedger Copy() => new(this);

    /// <summary>Counts on from where the other is; the quotas are the same.</summary>
    public void SetTo(QuotaLedger other)
    {
        other._taken.CopyTo(_taken, 0);
        other._open.CopyTo(_open, 0);
    }

    public void Opened(int scan) => Count(scan, _open, 1);

    public void Closed(int scan) => Count(scan, _open, -1);

    /// <summary>Counts a pick and closes what it makes impossible.</summary>
    public void Take(int scan, Action<int> close)
    {
        Count(scan, _taken, 1);
        for (var q = 0; q < _quotas.Length; q++)
        {
            if (_taken[q] >= _quotas[q].AtMost)
            {
                CloseAll(s => Has(s, _quotas[q]), close);
            }
        }
    }

    /// <summary>Closes strata that may have no scan at all, or none beyond those taken before.</summary>
    public void Limit(Action<int> close)
    {
        for (var q = 0; q < _quotas.Length; q++)
        {
            if (_taken[q] >= _quotas[q].AtMost)
            {
                CloseAll(s => Has(s, _quotas[q]), close);
            }
        }
    }

    /// <summary>Where the seats left are all owed to some strata, closes the others. Nothing is owed that the caps or other quotas
    /// would not let be picked.</summary>
    public void Keep(int seats, Action<int> close, Func<int, bool> isOpen, params ReadOnlySpan<ScansPerGroup?> caps)
    {
        foreach (var name in _quotas.Select(q => q.Stratum).Distinct(StringComparer.Ordinal))
        {
            var owed = Enumerable.Range(0, _quotas.Length).Where(q => _quotas[q].Stratum == name && Owed(q) > 0).ToArray();
            var due = owed.Sum(Owed);
            if (due >= seats)
            {
                due = 0;
                foreach (var q in owed)
                {
                    due += Math.Min(Owed(q), Attainable(q, isOpen, caps));
                }
            }

            if (due > 0 && due >= seats)
            {
                CloseAll(scan => !owed.Any(q => Has(scan, _quotas[q])), close);
            }
        }
    }

    private int Owed(int q) => Math.Clamp(_quotas[q].AtLeast - _taken[q], 0, _open[q]);

    /// <summary>Open scans of a quota's stratum that can be picked together, as far as each cap and each other stratum's limits tell by itself.</summary>
    private int Attainable(int q, Func<int, bool> isOpen, ReadOnlySpan<ScansPerGroup?> caps)
    {
        var scans = Enumerable.Range(0, _pool.Count).Where(scan => isOpen(scan) && Has(scan, _quotas[q])).ToArray();
        var most = scans.Length;
        foreach (var cap in caps)
        {
            if (cap is not null)
            {
                most = Math.Min(most, scans.GroupBy(cap.GroupOf).Sum(group => Math.Min(group.Count(), cap.LeftIn(group.Key))));
            }
        }

        foreach (var other in _quotas.Select(o => o.Stratum).Distinct(StringComparer.Ordinal).Where(name => name != _quotas[q].Stratum))
        {
            most = Math.Min(most, scans.GroupBy(scan => _pool.Strata[other][scan]).Sum(group => Math.Min(group.Count(), LeftIn(other, group.Key))));
        }

        return most;
    }

    private int LeftIn(string stratum, string value)
    {
        for (var q = 0; q < _quotas.Length; q++)
        {
            if (_quotas[q].Stratum == stratum && _quotas[q].Value == value)
            {
                return _quotas[q].AtMost is { } most ? Math.Max(0, most - _taken[q]) : int.MaxValue;
            }
        }

        return int.MaxValue;
    }

    private bool Has(int scan, StratumQuota quota) => _pool.Strata[quota.Stratum][scan] == quota.Value;

    private void Count(int scan, int[] counts, int by)
    {
        for (var q = 0; q < counts.Length; q++)
        {
            counts[q] += Has(scan, _quotas[q]) ? by : 0;
        }
    }

    private void CloseAll(Func<int, bool> which, Action<int> close)
    {
        for (var scan = 0; scan < _pool.Count; scan++)
        {
            if (which(scan))
            {
                close(scan);
            }
        }
    }
}
