using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ActiveSeg.Policies.Constraints;

/// <summary>Counts picks per patient or cluster and closes a group that reached its cap; group -1 has none.</summary>
internal sealed class ScansPerGroup
{
    private readonly ImmutableArray<int> _groups;
    private readonly int _cap;
    private readonly Dictionary<int, int> _last;
    private readonly Dictionary<int, int> _taken;
    private readonly int[] _before;

    public ScansPerGroup(ImmutableArray<int> groups, int cap)
    {
        (_groups, _cap, _last, _taken) = (groups, cap, [], []);
        _before = new int[groups.Length];
        for (var scan = 0; scan < groups.Length; scan++)
        {
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, groups[scan], out var known);
            _before[scan] = known ? last : -1;
            last = scan;
        }
    }

    private ScansPerGroup(ScansPerGroup other) =>
        (_groups, _cap, _last, _before, _taken) = (other._groups, other._cap, other._last, other._before, new(other._taken));

    /// <summary>Counts on from here apart; the members of groups are shared.</summary>
    public ScansPerGroup Copy() => new(this);

    /// <summary>Counts on from where the other is; the groups are the same.</summary>
    public void SetTo(ScansPerGroup other)
    {
        _taken.Clear();
        foreach (var (group, taken) in other._taken)
        {
            _taken.Add(group, taken);
        }
    }

    /// <summary>Group of a scan; -1 for none.</summary>
    public int GroupOf(int scan) => _groups[scan];

    /// <summary>Picks that the cap still allows in a group.</summary>
    public int LeftIn(int group) => group == -1 ? int.MaxValue : _cap - _taken.GetValueOrDefault(group);

    public void Take(int scan, Action<int> close)
    {
        var group = _groups[scan];
        if (group == -1)
        {
            return;
        }

        ref var taken = ref CollectionsMarshal.GetValueRefOrAddDefault(_taken, group, out _);
        taken++;
        if (taken != _cap)
        {
            return;
        }

        for (var other = _last[group]; other >= 0; other = _before[other])
        {
            close(other);
        }
    }
}
