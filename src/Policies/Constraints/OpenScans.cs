using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Constraints;

/// <summary>Which scans may still be picked under the constraints; the set only ever shrinks.</summary>
internal sealed class OpenScans
{
    private readonly PoolColumns _pool;
    private readonly bool[] _open;
    private readonly ScansPerGroup? _patients;
    private readonly ScansPerGroup? _clusters;
    private readonly QuotaLedger? _quotas;
    private int _seats;

    public OpenScans(PoolColumns pool, SelectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxPerPatient, 1, "MaxPerPatient");
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxPerCluster ?? 1, 1, "MaxPerCluster");
        ArgumentOutOfRangeException.ThrowIfNegative(request.BatchSize, "BatchSize");
        _pool = pool;
        _seats = request.BatchSize;
        _open = new bool[pool.Count];
        _quotas = request.Quotas.IsDefaultOrEmpty ? null : new QuotaLedger(pool, request.Quotas);
        for (var scan = 0; scan < _open.Length; scan++)
        {
            _open[scan] = pool.IsSelectable(scan);
            Count += _open[scan] ? 1 : 0;
            if (_open[scan])
            {
                _quotas?.Opened(scan);
            }
        }

        foreach (var scan in request.Excluded)
        {
            Close(Inside(scan, "Excluded"));
        }

        _patients = pool.Patients.IsEmpty ? null : new ScansPerGroup(pool.Patients, request.MaxPerPatient);
        if (request.MaxPerCluster is { } cap && pool.Count > 0)
        {
            _clusters = pool.Clusters.IsEmpty
                ? throw new MissingSignalException("the cluster cap", "clusters", "cluster the embeddings, or drop the cap")
                : new ScansPerGroup(pool.Clusters, cap);
        }

        foreach (var scan in request.Taken)
        {
            Account(Inside(scan, "Taken"));
        }

        _quotas?.Limit(Close);
        KeepQuotas();
    }

    private OpenScans(OpenScans other)
    {
        (_pool, _seats, Count) = (other._pool, other._seats, other.Count);
        _open = (bool[])other._open.Clone();
        (_patients, _clusters, _quotas) = (other._patients?.Copy(), other._clusters?.Copy(), other._quotas?.Copy());
    }

    /// <summary>Scans still open.</summary>
    public int Count { get; private set; }

    public bool IsOpen(int scan) => _open[scan];

    /// <summary>The same state, on which picks can be tried.</summary>
    public OpenScans Copy() => new(this);

    /// <summary>Goes back to the state of the scans that this is a copy of.</summary>
    public void SetTo(OpenScans other)
    {
        (_seats, Count) = (other._seats, other.Count);
        other._open.CopyTo(_open, 0);
        _patients?.SetTo(other._patients!);
        _clusters?.SetTo(other._clusters!);
        _quotas?.SetTo(other._quotas!);
    }

    /// <summary>Closes the scan, the rest of its patient, cluster and stratum when their cap is reached, and whatever the
    /// seats owed to other strata leave no room for.</summary>
    public void Take(int scan)
    {
        Account(scan);
        _seats--;
        KeepQuotas();
    }

    /// <summary>Open scans in rising order of stable key.</summary>
    public int[] Listed()
    {
        var listed = new int[Count];
        var at = 0;
        foreach (var scan in _pool.KeyOrder)
        {
            if (_open[scan])
            {
                listed[at++] = scan;
            }
        }

        return listed;
    }

    private void KeepQuotas() => _quotas?.Keep(_seats, Close, IsOpen, _patients, _clusters);

    private void Account(int scan)
    {
        Close(scan);
        _patients?.Take(scan, Close);
        _clusters?.Take(scan, Close);
        _quotas?.Take(scan, Close);
    }

    private void Close(int scan)
    {
        if (_open[scan])
        {
            Count--;
            _open[scan] = false;
            _quotas?.Closed(scan);
        }
    }

    private int Inside(int scan, string column) =>
        scan >= 0 && scan < _open.Length
            ? scan
            : throw new ArgumentOutOfRangeException(column, scan, $"row outside the pool of {_open.Length}");
}
