using System.Net;
using System.Security.Cryptography;
using System.Text;
using LogStats.Batches;
using LogStats.Receive;

namespace LogStats.Tests.Receive;

/// <summary>A receiver on a disk in memory, which can be started again.</summary>
internal sealed class ReceiverFixture : IAsyncDisposable
{
    public const string Source = "web1";

    public static readonly DateTimeOffset Start = new(2025, 11, 29, 10, 30, 0, TimeSpan.Zero);

    private BatchReceiver? _receiver;

    public ReceiverFixture(TimeZoneInfo? zone = null)
    {
        Clock = new TestClock(Start, zone);
        Options = new ReceiveOptions { Directory = "/nowhere", Stored = Stored.Add, Sealed = Sealed.Add, Alarmed = Alarms.Add };
    }

    public FakeDisk Disk { get; } = new();

    public MemoryLedger Ledger { get; } = new();

    public TestClock Clock { get; }

    public ReceiveOptions Options { get; set; }

    public List<LogBatch> Stored { get; } = [];

    public List<SealedPart> Sealed { get; } = [];

    public List<ReceiveAlarm> Alarms { get; } = [];

    public BatchReceiver Receiver => _receiver ??= new BatchReceiver(Options, Ledger, Disk, Clock);

    /// <summary>Ends it and starts another on what is there.</summary>
    public async Task RestartAsync()
    {
        await DisposeAsync();
        _ = Receiver;
    }

    public async ValueTask<bool?> ClaimAsync(string source = Source, string claim = "c1", string? previous = null)
        => await Receiver.ClaimAsync(source, new SourceClaim(previous, claim));

    public async ValueTask<ReceiveAnswer> SendAsync(
        string lines, long start, long? end = null, string file = "f1", string source = Source, string claim = "c1", long begin = 0, bool afterLoss = false, string remote = "192.0.2.7")
        => await Receiver.StoreAsync(Batch(lines, start, end, file, source, claim, begin, afterLoss, remote));

    public static ReceivedBatch Batch(
        string lines, long start, long? end = null, string file = "f1", string source = Source, string claim = "c1", long begin = 0, bool afterLoss = false, string remote = "192.0.2.7")
    {
        byte[] bytes = Encoding.Latin1.GetBytes(lines);
        bool isPartial = bytes.Length > 0 && bytes[^1] != '\n';
        return new ReceivedBatch(source, IPAddress.Parse(remote), new BatchHead
        {
            Key = new BatchKey(file, start, end ?? start + bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))),
            Lines = bytes.AsSpan().Count((byte)'\n') + (isPartial ? 1 : 0),
            Length = bytes.Length,
            Begin = begin,
            IsAfterLoss = afterLoss,
            IsPartial = isPartial,
            Claim = claim,
        }, bytes);
    }

    /// <summary>Until all that waits at this moment is done.</summary>
    public async Task PassAsync() => _ = await Receiver.MarksAsync(Source, ["x"]);

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
            _receiver = null;
        }
    }
}
