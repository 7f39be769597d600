using System.Collections.Concurrent;
using System.Security.Cryptography;
using ActiveSeg.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>What the other end keeps, and the mishaps that a test asks it for.</summary>
internal sealed class RemoteState
{
    private readonly Queue<Job> _waiting = new();
    private Job? _leased;
    private long _leasedAt;

    public ConcurrentDictionary<string, byte[]> Artifacts { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte[]> Unfinished { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<UploadRequest> UploadStarts { get; } = new();

    public ConcurrentQueue<DownloadRequest> Downloads { get; } = new();

    public ConcurrentQueue<HeartbeatRequest> Beats { get; } = new();

    public ConcurrentQueue<string> ClaimIds { get; } = new();

    public TaskCompletionSource<CompleteJobRequest> Completed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<FailJobRequest> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Training { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationTokenSource Closing { get; } = new();

    /// <summary>How long a claim holds.</summary>
    public TimeSpan Hold { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Claims still to be answered with UNAVAILABLE.</summary>
    public int UnavailableClaims;

    /// <summary>Uploads still to be broken after their second chunk.</summary>
    public int BrokenUploads;

    /// <summary>Hashes whose next download has a flipped byte.</summary>
    public ConcurrentDictionary<string, bool> CorruptNext { get; } = new(StringComparer.Ordinal);

    /// <summary>Hashes whose next download ends, with an error, halfway.</summary>
    public ConcurrentDictionary<string, bool> BreakNext { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether heartbeats of a training in progress are told that the claim is lost.</summary>
    public volatile bool LoseTraining;

    public long Fencing => Interlocked.Read(ref _fencing);

    private long _fencing;

    public Artifact Add(byte[] bytes)
    {
        var artifact = new Artifact { Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)), Length = bytes.Length };
        Artifacts[artifact.Sha256] = bytes;
        return artifact;
    }

    public void Offer(JobKind kind, TrainingManifest manifest, int part = 0)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(new Job
            {
                Project = "phantoms",
                Round = 1,
                Kind = kind,
                Manifest = Add(manifest.ToByteArray()),
                Model = kind == JobKind.Describe ? 0 : 1,
                Part = part,
                Parts = part + 1,
            });
        }
    }

    public Job? Claim()
    {
        lock (_waiting)
        {
            if (_leased is not null && TimeProvider.System.GetElapsedTime(_leasedAt) < Hold)
            {
                return null;
            }

            if (_leased is null && !_waiting.TryDequeue(out _leased))
            {
                return null;
            }

            _leasedAt = TimeProvider.System.GetTimestamp();
            _leased.Fencing = Interlocked.Increment(ref _fencing);
            _leased.Attempt++;
            _leased.Hold = Hold.ToDuration();
            return _leased.Clone();
        }
    }

    /// <summary>Whether the claim is the present one; prolongs it.</summary>
    public bool Prolong(long fencing)
    {
        lock (_waiting)
        {
            _leasedAt = TimeProvider.System.GetTimestamp();
            return _leased?.Fencing == fencing;
        }
    }

    /// <summary>Ends the present claim, and its job, if the number is right.</summary>
    public bool End(long fencing)
    {
        lock (_waiting)
        {
            var holds = _leased?.Fencing == fencing;
            _leased = holds ? null : _leased;
            return holds;
        }
    }
}
