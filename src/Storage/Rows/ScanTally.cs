using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Storage.Rows;

/// <summary>Adds counts by role and status up.</summary>
internal sealed class ScanTally
{
    private readonly int[] _pool = new int[4];
    private int _reference;
    private int _withheld;

    public void Add(int role, int status, int count)
    {
        switch ((ScanRole)role)
        {
            case ScanRole.Pool:
                _pool[status] += count;
                break;
            case ScanRole.Reference:
                _reference += count;
                break;
            default:
                _withheld += count;
                break;
        }
    }

    public ScanCounts Total() => new(
        _pool[(int)ScanStatus.Available],
        _pool[(int)ScanStatus.Assigned],
        _pool[(int)ScanStatus.Labelled],
        _pool[(int)ScanStatus.Excluded],
        _reference,
        _withheld);
}
