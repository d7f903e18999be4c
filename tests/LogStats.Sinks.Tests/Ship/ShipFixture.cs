using System.Security.Cryptography.X509Certificates;
using LogStats.Follow;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Ship;
using LogStats.Tests.Follow;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>A log, a receiver and what a sender keeps: senders come and go.</summary>
internal sealed class ShipFixture(X509Certificate2? certificate = null) : IAsyncDisposable
{
    public LogFolder Log { get; } = new();

    public RobotReceiver Robot { get; } = new(certificate);

    public ReceiverModel Model => Robot.Model;

    public MemoryCheckpoints Store { get; } = new();

    public List<ShipEvent> Told { get; } = [];

    public List<LogBatchReceipt> Receipts { get; } = [];

    public ShipOptions Options { get; set; } = new()
    {
        Address = new Uri("http://localhost"),
        Linger = TimeSpan.Zero,
        Retry = new RetryOptions { Tries = 1000, FirstWait = TimeSpan.FromTicks(1), LongestWait = TimeSpan.FromTicks(1) },
    };

    public FollowStart From { get; set; } = FollowStart.Saved;

    public string[]? Paths { get; set; }

    /// <summary>How the log of this fixture is called at the receiver, by its number.</summary>
    public string Text => Model.Text;

    public BatchSender Sender() => new(
        Options with { Address = Options.Address.Port == 80 ? Robot.Address : Options.Address, Tell = Told.Add, Stored = Receipts.Add },
        Log.Options with { Store = Store, From = From, PollInterval = TimeSpan.FromMilliseconds(20), Paths = Paths ?? Log.Options.Paths });

    /// <summary>Sends what is there; a minute is for ever.</summary>
    public async Task<ShipAccount> SendAsync()
    {
        await using BatchSender sender = Sender();
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(2));
        await sender.RunAsync(once: true, late.Token);
        Assert.False(late.IsCancellationRequested, sender.ToString());
        return sender.Account;
    }

    public async ValueTask DisposeAsync()
    {
        await Robot.DisposeAsync();
        Log.Dispose();
    }
}
