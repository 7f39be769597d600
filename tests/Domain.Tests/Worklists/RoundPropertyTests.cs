using System.Collections.Immutable;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Worklists;

/// <summary>Whatever raters do and in whatever order, nothing is lost, doubled or handed out twice.</summary>
public sealed class RoundPropertyTests
{
    [Fact]
    public void AnySequenceOfCommands_KeepsTheInvariants()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            new Play(seed).Run();
        }
    }

    private sealed class Play
    {
        private readonly Random _random;
        private readonly int _seed;
        private readonly List<Lease> _leases = [];
        private readonly List<string> _acknowledged = [];
        private readonly int _assignments;
        private RoundState _round;
        private ImmutableDictionary<ScanId, ScanState> _scans;
        private DateTimeOffset _now = Start;
        private long _fencing;
        private int _adjudications;

        public Play(int seed)
        {
            (_seed, _random) = (seed, new Random(seed));
            _round = Labelling(_random.Next(1, 6), _random.Next(1, 4));
            _assignments = _round.Assignments.Length;
            _scans = _round.Picks.ToImmutableDictionary(p => p.Scan, p => Scan(p.Scan.Value));
        }

        public void Run()
        {
            for (var step = 0; step < 120; step++)
            {
                var phase = _round.Phase;
                Step();
                Assert.True(_round.Phase >= phase, $"seed {_seed}: the round went back from {phase} to {_round.Phase}");
                Check();
            }
        }

        private void Step()
        {
            switch (_random.Next(12))
            {
                case < 4:
                    LeaseNext();
                    break;
                case < 8:
                    Submit();
                    break;
                case 8:
                    Renew();
                    break;
                case 9:
                    Release();
                    break;
                case 10:
                    _now += Hour * _random.NextDouble() * 1.5;
                    break;
                default:
                    Fuse();
                    break;
            }

            if (_random.Next(100) == 0 && _round.Phase is RoundPhase.Labelling or RoundPhase.Fusing)
            {
                (_round, var returned) = RoundRules.StopWaiting(_round);
                foreach (var scan in returned)
                {
                    _scans = _scans.SetItem(scan, _scans[scan] with { Status = ScanStatus.Available });
                }
            }
        }

        private void LeaseNext()
        {
            var rater = new RaterId($"r{_random.Next(5)}");
            if (WorklistRules.LeaseNext(_round, rater, _random.Next(2) == 0, _now, Hour) is LeaseDecision.Granted granted)
            {
                Assert.True(granted.Lease.Fencing > _fencing, $"seed {_seed}: fencing {granted.Lease.Fencing} does not rise");
                _fencing = granted.Lease.Fencing;
                _round = granted.Round;
                _leases.Add(granted.Lease);
            }
        }

        private void Submit()
        {
            if (_leases.Count == 0)
            {
                return;
            }

            var lease = _leases[_random.Next(_leases.Count)];
            var mask = Artifact(_random.Next(1, 9));
            var held = _round.Assignments.Any(a =>
                a.Scan == lease.Scan && a.Read == lease.Read && a.Fencing == lease.Fencing && a.IsHeldAt(_now));
            var decision = SubmissionRules.Submit(_round, _scans[lease.Scan], lease, mask, TimeSpan.Zero, "test", _now);
            if (decision is SubmissionDecision.Accepted accepted)
            {
                Assert.True(held, $"seed {_seed}: a stale lease was accepted");
                _round = accepted.Round;
                _scans = _scans.SetItem(lease.Scan, accepted.Scan);
                _acknowledged.Add($"{lease.Scan}/{lease.Read}/{lease.Rater}/{mask}");
            }
        }

        private void Renew()
        {
            if (_leases.Count > 0
                && WorklistRules.Renew(_round, _leases[^1], _now, Hour) is LeaseDecision.Granted renewed)
            {
                _round = renewed.Round;
            }
        }

        private void Release()
        {
            if (_leases.Count > 0 && WorklistRules.Release(_round, _leases[^1]) is LeaseDecision.Granted released)
            {
                _round = released.Round;
            }
        }

        private void Fuse()
        {
            var scan = _scans.Values.ElementAt(_random.Next(_scans.Count));
            var reads = ConsensusRules.ReadsToFuse(_round, scan);
            var agreement = ImmutableSortedDictionary<int, double>.Empty;
            agreement = reads.Length > 1 ? agreement.Add(1, _random.NextDouble()) : agreement;
            switch (ConsensusRules.Decide(_round, scan, reads, Artifact(77), agreement, Options(2, 0.3), _now))
            {
                case ConsensusDecision.Accepted accepted:
                    _scans = _scans.SetItem(scan.Id, accepted.Scan);
                    break;
                case ConsensusDecision.Adjudicate adjudicate:
                    _round = adjudicate.Round;
                    _adjudications++;
                    break;
            }
        }

        private void Check()
        {
            var context = $"seed {_seed}";
            Assert.True(_round.Assignments.Length == _assignments + _adjudications, $"{context}: assignments appeared or vanished");
            var keys = _round.Assignments.Select(a => (a.Scan, a.Read, a.Kind)).ToList();
            Assert.True(keys.Distinct().Count() == keys.Count, $"{context}: an assignment stands twice");
            var held = _round.Assignments.Where(a => a.IsHeldAt(_now)).Select(a => a.Rater).ToList();
            Assert.True(held.Distinct().Count() == held.Count, $"{context}: a rater holds two leases");
            var perScan = _round.Assignments
                .Where(a => a.Status == AssignmentStatus.Submitted)
                .Select(a => (a.Scan, a.Rater))
                .ToList();
            Assert.True(perScan.Distinct().Count() == perScan.Count, $"{context}: a rater has read a scan twice");
            var kept = _scans.Values.SelectMany(s => s.Reads.Select(r => $"{s.Id}/{r.Read}/{r.Rater}/{r.Mask}")).ToList();
            Assert.True(_acknowledged.All(kept.Contains), $"{context}: an accepted read is lost");
            Assert.True(kept.Count == _acknowledged.Count, $"{context}: a read appeared that nobody submitted");
            Assert.All(_scans.Values, s => Assert.True(
                s.Status != ScanStatus.Labelled || s.Reference is not null, $"{context}: labelled without a reference"));
        }
    }
}
