using LogStats.Sinks.Mail.Compose;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>What becomes of composed mails: kept on disk and sent as the server takes them, or sent at once.</summary>
internal interface IMailDelivery : IAsyncDisposable
{
    ValueTask PrepareAsync(CancellationToken stop);

    /// <summary>When it returns, every mail is on the disk or with the server.</summary>
    ValueTask<SinkAnswer> PutAsync(IReadOnlyList<ComposedMail> mails, CancellationToken stop);

    ValueTask CompleteAsync(CancellationToken stop);
}
