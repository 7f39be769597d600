using System.Security.Cryptography;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Artifacts;
using ActiveSeg.TestKit.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActiveSeg.Storage.Tests.Artifacts;

public sealed class FileArtifactStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileArtifactStore _store;

    public FileArtifactStoreTests() => _store = Another();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task WriteAsync_Bytes_AreReadBackUnderTheirHash(int length)
    {
        var bytes = Bytes(length);

        var artifact = await _store.WriteAsync(bytes, Token);

        Assert.Equal(Ref(bytes), artifact);
        Assert.True(await _store.ExistsAsync(artifact, Token));
        Assert.Equal(length, await _store.FindLengthAsync(artifact.Sha256, Token));
        Assert.Equal(bytes, await ReadAsync(artifact));
        Assert.True(File.Exists(_folder.File($"artifacts/{artifact.Sha256[..2]}/{artifact.Sha256[2..]}")));
    }

    [Fact]
    public async Task OpenAsync_Absent_IsMissing()
    {
        var artifact = Ref(Bytes(10));

        var error = await Assert.ThrowsAsync<ArtifactMissingException>(() => _store.OpenAsync(artifact, Token));

        Assert.Equal(artifact, error.Artifact);
        Assert.False(await _store.ExistsAsync(artifact, Token));
        Assert.Null(await _store.FindLengthAsync(artifact.Sha256, Token));
    }

    [Fact]
    public async Task OpenAsync_OtherLengthThanKept_IsMissing()
    {
        var artifact = await _store.WriteAsync(Bytes(10), Token);

        await Assert.ThrowsAsync<ArtifactMissingException>(
            () => _store.OpenAsync(artifact with { Length = 11 }, Token));
        Assert.False(await _store.ExistsAsync(artifact with { Length = 11 }, Token));
    }

    [Fact]
    public async Task OpenAsync_Stream_CanSeek()
    {
        var bytes = Bytes(1000);
        await using var stream = await _store.OpenAsync(await _store.WriteAsync(bytes, Token), Token);

        stream.Position = 990;

        Assert.Equal(bytes[990], stream.ReadByte());
    }

    [Fact]
    public async Task CompleteAsync_ChunksInOrder_BecomesVisibleOnlyThen()
    {
        var bytes = Bytes(200_000);
        var artifact = Ref(bytes);

        Assert.Equal(0, await _store.CommittedSizeAsync(artifact, Token));
        Assert.Equal(65_536, await _store.AppendAsync(artifact, 0, bytes.AsMemory(0, 65_536), Token));
        Assert.Equal(65_536, await _store.CommittedSizeAsync(artifact, Token));
        Assert.Equal(200_000, await _store.AppendAsync(artifact, 65_536, bytes.AsMemory(65_536), Token));
        Assert.False(await _store.ExistsAsync(artifact, Token));

        Assert.True(await _store.CompleteAsync(artifact, Token));

        Assert.Equal(bytes, await ReadAsync(artifact));
        Assert.True(await _store.CompleteAsync(artifact, Token));
        Assert.Empty(Directory.GetFiles(_folder.File("uploads")));
    }

    [Fact]
    public async Task CompleteAsync_EmptyArtifact_NeedsNoChunk()
    {
        var artifact = Ref([]);

        Assert.True(await _store.CompleteAsync(artifact, Token));

        Assert.Empty(await ReadAsync(artifact));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(-1)]
    public async Task AppendAsync_OffsetIsNotTheCommittedSize_IsRefused(long offset)
    {
        var artifact = Ref(Bytes(300));
        await _store.AppendAsync(artifact, 0, Bytes(300).AsMemory(0, 100), Token);

        await Assert.ThrowsAsync<ArgumentException>(() => _store.AppendAsync(artifact, offset, new byte[10], Token));

        Assert.Equal(100, await _store.CommittedSizeAsync(artifact, Token));
    }

    [Fact]
    public async Task AppendAsync_MoreThanTheLength_IsRefused()
    {
        var artifact = Ref(Bytes(300));

        await Assert.ThrowsAsync<ArgumentException>(() => _store.AppendAsync(artifact, 0, new byte[301], Token));

        Assert.Equal(0, await _store.CommittedSizeAsync(artifact, Token));
    }

    [Fact]
    public async Task AppendAsync_FinishedArtifactUnderALongerLength_CannotGrow()
    {
        var artifact = await _store.WriteAsync(Bytes(300), Token);

        await Assert.ThrowsAsync<ArgumentException>(
            () => _store.AppendAsync(artifact with { Length = 400 }, 300, new byte[100], Token));

        Assert.Equal(Bytes(300), await ReadAsync(artifact));
    }

    [Fact]
    public async Task CompleteAsync_HashDisagrees_IsDiscardedAndCanStartAgain()
    {
        var bytes = Bytes(300);
        var artifact = Ref(bytes);
        await _store.AppendAsync(artifact, 0, new byte[300], Token);

        Assert.False(await _store.CompleteAsync(artifact, Token));

        Assert.Equal(0, await _store.CommittedSizeAsync(artifact, Token));
        Assert.False(await _store.ExistsAsync(artifact, Token));
        await _store.AppendAsync(artifact, 0, bytes, Token);
        Assert.True(await _store.CompleteAsync(artifact, Token));
    }

    [Fact]
    public async Task CompleteAsync_NotAllBytesYet_IsRefusedAndKeepsThem()
    {
        var artifact = Ref(Bytes(300));
        await _store.AppendAsync(artifact, 0, Bytes(300).AsMemory(0, 100), Token);

        await Assert.ThrowsAsync<ArgumentException>(() => _store.CompleteAsync(artifact, Token));

        Assert.Equal(100, await _store.CommittedSizeAsync(artifact, Token));
    }

    [Fact]
    public async Task CompleteAsync_PartDamagedByACrash_IsRefused()
    {
        var bytes = Bytes(5000);
        var artifact = Ref(bytes);
        await _store.AppendAsync(artifact, 0, bytes, Token);
        await using (var part = new FileStream(_folder.File($"uploads/{artifact.Sha256}.part"), FileMode.Open))
        {
            part.Position = 2000;
            part.WriteByte((byte)(bytes[2000] ^ 4));
        }

        using var restarted = Another();
        Assert.Equal(5000, await restarted.CommittedSizeAsync(artifact, Token));
        Assert.False(await restarted.CompleteAsync(artifact, Token));
        Assert.False(await restarted.ExistsAsync(artifact, Token));
    }

    [Fact]
    public async Task AppendAsync_AfterARestart_GoesOnWhereItStopped()
    {
        var bytes = Bytes(5000);
        var artifact = Ref(bytes);
        await _store.AppendAsync(artifact, 0, bytes.AsMemory(0, 1234), Token);

        using var restarted = Another();
        var kept = await restarted.CommittedSizeAsync(artifact, Token);
        await restarted.AppendAsync(artifact, kept, bytes.AsMemory((int)kept), Token);

        Assert.True(await restarted.CompleteAsync(artifact, Token));
        Assert.Equal(bytes, await ReadAsync(artifact));
    }

    [Fact]
    public async Task WriteAsync_LeftoversOfACrash_AreHarmless()
    {
        var bytes = Bytes(500);
        Directory.CreateDirectory(_folder.File("uploads"));
        await File.WriteAllTextAsync(_folder.File("uploads/abcdefgh.tmp"), "half", Token);
        await File.WriteAllTextAsync(_folder.File($"uploads/{Ref(bytes).Sha256}.part"), "half", Token);

        var artifact = await _store.WriteAsync(bytes, Token);

        Assert.Equal(bytes, await ReadAsync(artifact));
        Assert.True(await _store.CompleteAsync(artifact, Token));
        Assert.False(File.Exists(_folder.File($"uploads/{artifact.Sha256}.part")));
    }

    [Fact]
    public async Task CompleteAsync_SameContentFromManyClientsAndTwoStores_IsNeverDamaged()
    {
        var bytes = Bytes(40_000);
        var artifact = Ref(bytes);
        using var second = Another();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
            () => UploadAsync(i % 2 == 0 ? _store : second, artifact, bytes), Token)));

        Assert.Equal(bytes, await ReadAsync(artifact));
    }

    [Fact]
    public async Task WriteAsync_SameContentByManyAtOnce_IsStoredOnce()
    {
        var bytes = Bytes(40_000);
        using var second = Another();

        var refs = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
            () => (i % 2 == 0 ? _store : second).WriteAsync(bytes, Token), Token)));

        Assert.Single(refs.Distinct());
        Assert.Equal(bytes, await ReadAsync(refs[0]));
        Assert.Empty(Directory.GetFiles(_folder.File("uploads")));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("..cdef0123456789abcdef0123456789abcdef0123456789abcdef012345/../")]
    public async Task AnyCall_NameIsNoHash_IsRefused(string name)
    {
        var artifact = new ArtifactRef(name, 10);

        await Assert.ThrowsAsync<ArgumentException>(() => _store.FindLengthAsync(name, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenAsync(artifact, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CommittedSizeAsync(artifact, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.AppendAsync(artifact, 0, new byte[1], Token));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CompleteAsync(artifact, Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task WriteAsync_FolderIsAFile_IsUnavailable()
    {
        await File.WriteAllTextAsync(_folder.File("uploads"), "", Token);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.WriteAsync(Bytes(5), Token));
    }

    private static async Task UploadAsync(FileArtifactStore store, ArtifactRef artifact, byte[] bytes)
    {
        while (true)
        {
            try
            {
                var kept = (int)await store.CommittedSizeAsync(artifact, Token);
                if (kept == bytes.Length)
                {
                    if (await store.CompleteAsync(artifact, Token))
                    {
                        return;
                    }

                    Assert.Fail("an upload of the right bytes was discarded");
                }

                await store.AppendAsync(
                    artifact, kept, bytes.AsMemory(kept, Math.Min(4096, bytes.Length - kept)), Token);
            }
            catch (ArgumentException)
            {
                await Task.Yield();
            }
            catch (StoreUnavailableException)
            {
                await Task.Yield();
            }
        }
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static ArtifactRef Ref(byte[] bytes) =>
        ArtifactRef.Parse(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);

    private async Task<byte[]> ReadAsync(ArtifactRef artifact)
    {
        await using var stream = await _store.OpenAsync(artifact, Token);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private FileArtifactStore Another() => new(_folder.Path, NullLogger<FileArtifactStore>.Instance);
}
