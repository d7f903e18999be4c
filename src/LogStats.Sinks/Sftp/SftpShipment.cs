using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>Plain files on their way to a server, each under its own name. They stay where they are.</summary>
public sealed class SftpShipment : IAsyncDisposable
{
    private readonly SftpDelivery _delivery;

    /// <exception cref="LogStatsException">Nothing can be sent like that.</exception>
    public SftpShipment(SftpOptions options)
    {
        SftpDelivery.Check(options);
        _delivery = new SftpDelivery(options, []);
    }

    /// <summary>Told of each file that is there. Comes from other threads.</summary>
    public Action<LogSftpReceipt>? Sent { get; init; }

    /// <summary>Told of each file that is not. Comes from other threads.</summary>
    public Action<LogStatsException>? Failed { get; init; }

    /// <param name="paths">The files.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="LogStatsException">Nothing more can be sent until somebody has done something.</exception>
    public Task SendAsync(IEnumerable<string> paths, CancellationToken stop)
        => _delivery.SendAsync([.. paths.Select(static path => new SftpFile { Path = path, Name = Path.GetFileName(path), Read = stop => WholeRead.Run(path, stop) })], Done, stop);

    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    private void Done(SftpResult result)
    {
        if (result.Receipt is { } receipt)
        {
            Sent?.Invoke(receipt);
        }
        else
        {
            Failed?.Invoke(result.Fault!);
        }
    }
}
