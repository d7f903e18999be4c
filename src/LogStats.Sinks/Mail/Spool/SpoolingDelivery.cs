using LogStats.Faults;
using LogStats.Sinks.Mail.Compose;
using LogStats.Sinks.Mail.Smtp;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>
/// Keeps mails on disk and sends them beside the work, so that neither a slow server nor one that is away holds rows up. What
/// waited before goes first. A server that is away is asked again after longer and longer waits.
/// </summary>
internal sealed class SpoolingDelivery : IMailDelivery
{
    private const int TriesAtEnd = 3;

    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_firstWaitAtEnd = TimeSpan.FromSeconds(1);

    private readonly MailSpool _spool;
    private readonly IMailTransport _transport;
    private readonly SpoolRound _round;
    private readonly MailSinkOptions _options;
    private readonly HashSet<string> _kept = []; // Of the batch in work, by Message-ID.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _end = new(); // Ends the waiting: a mail that is on its way gets there.
    private readonly CancellationTokenSource _abort = new();
    private readonly SemaphoreSlim _more = new(0);
    private Task? _work;
    private string? _warned;

    public SpoolingDelivery(MailSpool spool, IMailTransport transport, MailRate rate, MailSinkOptions options)
    {
        (_spool, _transport, _options) = (spool, transport, options);
        _round = new SpoolRound(spool, transport, rate, options);
    }

    /// <summary>A server that is away now is no fault: mails wait. One that is not believed, or lets nobody in, is.</summary>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        await _gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await _transport.OpenAsync(stop).ConfigureAwait(false);
        }
        catch (LogStatsException fault) when (fault.MayPass)
        {
            Warn(fault);
        }
        finally
        {
            _ = _gate.Release();
        }

        Begin();
    }

    public ValueTask<SinkAnswer> PutAsync(IReadOnlyList<ComposedMail> mails, CancellationToken stop)
    {
        ComposedMail[] news = [.. mails.Where(mail => !_kept.Contains(mail.Id) && !_spool.Has(mail.Id)).DistinctBy(static mail => mail.Id)];
        (int count, long bytes) = _spool.Size();
        if (count + news.Length > _options.MaxWaiting || bytes + news.Sum(static mail => (long)mail.Content.Length) > _options.MaxWaitingBytes)
        {
            throw Fail.SpoolFull(_transport.Name, _spool.Folder, count, bytes);
        }

        foreach (ComposedMail mail in news)
        {
            stop.ThrowIfCancellationRequested();
            _ = _spool.Add(SpooledMail.Of(mail, _transport.Name));
            _ = _kept.Add(mail.Id);
        }

        long rows = mails.Sum(static mail => (long)mail.Rows.Count);
        long kept = mails.Where(mail => _kept.Contains(mail.Id)).Sum(static mail => (long)mail.Rows.Count);
        _kept.Clear();
        Begin();
        _ = _more.Release();
        return ValueTask.FromResult(new SinkAnswer(kept, rows - kept));
    }

    public async ValueTask CompleteAsync(CancellationToken stop)
    {
        await using (stop.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort).ConfigureAwait(false))
        {
            await EndAsync().ConfigureAwait(false);
        }

        stop.ThrowIfCancellationRequested();
        LogStatsException? fault = null;
        TimeSpan wait = s_firstWaitAtEnd;
        for (int tried = 0; tried < TriesAtEnd; tried++)
        {
            if (tried > 0)
            {
                await Task.Delay(wait, _options.Clock, stop).ConfigureAwait(false);
                wait *= 2;
            }

            (_, fault) = await TryAsync(last: true, stop).ConfigureAwait(false);
            if (fault is null or { MayPass: false } or { Id: FaultId.SinkTimeout })
            {
                break;
            }
        }

        await _transport.CloseAsync().ConfigureAwait(false);
        if (fault is not null)
        {
            Warn(fault);
            _ = fault.MayPass ? 0 : throw fault;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync().ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
        _more.Dispose();
        _end.Dispose();
        _abort.Dispose();
    }

    private void Begin() => _work ??= Task.Run(WorkAsync);

    private async ValueTask EndAsync()
    {
        if (_work is not null)
        {
            await _end.CancelAsync().ConfigureAwait(false);
            await _work.ConfigureAwait(false);
        }
    }

    private async Task WorkAsync()
    {
        TimeSpan pause = s_firstWait;
        try
        {
            while (true)
            {
                (TimeSpan wait, LogStatsException? fault) = await TryAsync(last: false, _abort.Token).ConfigureAwait(false);
                await _transport.CloseAsync().ConfigureAwait(false);
                _end.Token.ThrowIfCancellationRequested();
                if (fault is not null)
                {
                    Warn(fault);
                    await Task.Delay(pause, _options.Clock, _end.Token).ConfigureAwait(false);
                    pause = pause * 2 < s_longestWait ? pause * 2 : s_longestWait;
                    continue;
                }

                pause = s_firstWait;
                _warned = null;
                await MoreAsync(wait).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end came.
        }
    }

    /// <summary>Until more mails are there, or the time is over.</summary>
    private async ValueTask MoreAsync(TimeSpan wait)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        Task time = wait == Timeout.InfiniteTimeSpan ? Task.Delay(Timeout.InfiniteTimeSpan, _options.Clock, over.Token)
            : Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1), _options.Clock, over.Token);
        Task more = _more.WaitAsync(over.Token);
        _ = await Task.WhenAny(time, more).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        _end.Token.ThrowIfCancellationRequested();
        while (await _more.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
        }
    }

    private async ValueTask<(TimeSpan Wait, LogStatsException? Fault)> TryAsync(bool last, CancellationToken stop)
    {
        await _gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            using IDisposable? hold = _spool.Hold();
            return hold is not null ? (await _round.RunAsync(last, stop).ConfigureAwait(false), null)
                : _spool.Names().Count == 0 ? (Timeout.InfiniteTimeSpan, null)
                : last ? (default, Fail.SinkAway(_transport.Name, $"another program is sending what waits in '{_spool.Folder}'", "It sends these too."))
                : (TimeSpan.FromSeconds(1), null);
        }
        catch (LogStatsException fault)
        {
            return (default, fault);
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    private int Waiting()
    {
        try
        {
            return _spool.Names().Count;
        }
        catch (LogStatsException)
        {
            return 0; // The folder is gone, and that is the fault that is told.
        }
    }

    private void Warn(LogStatsException fault)
    {
        int count = Waiting();
        string text = count == 0 ? $"{fault.Message} Mails will wait in '{_spool.Folder}'."
            : $"{fault.Message} {(count == 1 ? "A mail waits" : $"{count:N0} mails wait")} in '{_spool.Folder}' and {(count == 1 ? "is" : "are")} sent once it can be, at the latest by the next run. {fault.Advice}";
        if (text != _warned)
        {
            _warned = text;
            _options.Warn?.Invoke(text);
        }
    }
}
