using System.Security.Cryptography;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// Sends files over as few sessions as can be, and each as often as it may be tried. A try is counted where a file was begun, or where no
/// session came about; a fault that only a person can remove ends all at once.
/// </summary>
internal sealed class SftpDelivery(SftpOptions options, IEnumerable<string> earlier) : IAsyncDisposable
{
    /// <summary>So many files are prepared, written and named at once: the client never waits for us.</summary>
    private const int Window = 16;

    private readonly List<string> _earlier = [.. earlier];
    private SftpScratch? _scratch;
    private SftpSession? _session;
    private SftpUpload? _upload;
    private string _id = "";

    /// <summary>Whether the server was not to be had the last time.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Whether a session broke off, so that something half written may be left over there.</summary>
    public bool HasBroken { get; private set; }

    /// <summary>All that can be looked at without the server.</summary>
    /// <exception cref="LogStatsException">Nothing can be sent like that.</exception>
    public static void Check(SftpOptions options)
    {
        _ = SftpPrograms.Find(options.Client) ?? throw Fail.ProgramMissing(options.ToString(), "sftp", "openssh-client");
        _ = options.KeyFile is null ? null : SftpKey.Check(options.KeyFile);
        _ = options.Fingerprint is null ? null : SftpHostKeys.Pin(options.Fingerprint);
        _ = options.Secret?.Invoke();
        if (options.KnownHosts is not null && !File.Exists(options.KnownHosts))
        {
            throw Fail.PathNotFound(options.KnownHosts);
        }
    }

    /// <param name="files">The files.</param>
    /// <param name="done">Told of each once, on any thread.</param>
    /// <param name="stop">Ends it; what was not told of is as it was.</param>
    /// <exception cref="LogStatsException">Nothing more can be sent until somebody has done something.</exception>
    public async Task SendAsync(IReadOnlyList<SftpFile> files, Action<SftpResult> done, CancellationToken stop)
    {
        List<Sending> waiting = [.. files.Select(static file => new Sending(file))];
        while (true)
        {
            await PassAsync(waiting, done, stop).ConfigureAwait(false);
            foreach (Sending given in waiting.Where(one => !one.IsDone && one.Tries >= options.Tries))
            {
                given.IsDone = true;
                done(new SftpResult(given.File, null, given.Fault, given.Fault?.Target == given.File.Path));
            }

            _ = waiting.RemoveAll(static one => one.IsDone);
            if (waiting.Count == 0)
            {
                return;
            }

            await Task.Delay(options.Pause, options.Clock, stop).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await (_session?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
    }

    private async Task PassAsync(List<Sending> waiting, Action<SftpResult> done, CancellationToken stop)
    {
        SftpSession session;
        try
        {
            session = await SessionAsync(stop).ConfigureAwait(false);
        }
        catch (LogStatsException fault) when (fault.MayPass)
        {
            IsAway = true;
            waiting.ForEach(one => one.Try(fault));
            return;
        }

        using SemaphoreSlim window = new(Window);
        await using (stop.Register(() => session.End(Fail.SinkAway(options.ToString(), "it was ended from here", ""))).ConfigureAwait(false))
        {
            List<Task> running = [];
            foreach (Sending one in waiting)
            {
                await window.WaitAsync(stop).ConfigureAwait(false);
                if (session.Fault is not null)
                {
                    break;
                }

                running.Add(OneAsync(one, window, done, stop));
            }

            await Task.WhenAll(running).ConfigureAwait(false);
        }

        stop.ThrowIfCancellationRequested();
        if (session.Fault is { } over)
        {
            await CloseAsync().ConfigureAwait(false);
            IsAway = !session.WasOpened;
            if (IsAway && !over.MayPass)
            {
                throw await ExplainAsync(over, stop).ConfigureAwait(false);
            }

            foreach (Sending one in waiting.Where(one => IsAway && !one.IsDone && !one.WasBegun))
            {
                one.Try(over);
            }
        }
        else
        {
            IsAway = false;
        }

        waiting.ForEach(static one => one.WasBegun = false);
    }

    private async Task OneAsync(Sending one, SemaphoreSlim window, Action<SftpResult> done, CancellationToken stop)
    {
        one.WasBegun = true;
        try
        {
            LogSftpReceipt receipt = await _upload!.SendAsync(one.File, stop).ConfigureAwait(false);
            if (one.File.Next is { } next)
            {
                _ = await _upload.SendAsync(next, stop).ConfigureAwait(false);
            }

            one.IsDone = true;
            done(new SftpResult(one.File, receipt));
        }
        catch (LogStatsException fault) when (fault.MayPass || _session?.Fault is not null)
        {
            one.Try(fault);
        }
        catch (LogStatsException fault)
        {
            one.IsDone = true;
            done(new SftpResult(one.File, null, fault));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            _ = window.Release();
        }
    }

    private async Task<SftpSession> SessionAsync(CancellationToken stop)
    {
        if (_session is { Fault: null })
        {
            return _session;
        }

        await CloseAsync().ConfigureAwait(false);
        _scratch = new SftpScratch();
        string? pinned = null;
        if (options.Fingerprint is not null)
        {
            await SftpHostKeys.PinAsync(options, pinned = _scratch.NewFile(), stop).ConfigureAwait(false);
        }

        _id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        options.Began?.Invoke(_id);
        _session = SftpSession.Start(options, pinned, _scratch);
        _upload = new SftpUpload(_session, options, _scratch, _id, [.. _earlier]);
        return _session;
    }

    private async ValueTask CloseAsync()
    {
        if (_session is { } session)
        {
            if (session.Fault is not null && session.WasOpened)
            {
                _earlier.Add(_id);
                HasBroken = true;
            }

            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _scratch?.Dispose();
        _scratch = null;
    }

    /// <summary>
    /// ssh says that it does not know a host key, and not always which: the server is asked for those that it shows. It says that it was not
    /// let in, and not that the key was never opened: that is tried.
    /// </summary>
    private async Task<LogStatsException> ExplainAsync(LogStatsException fault, CancellationToken stop)
    {
        if (fault.Id == FaultId.SinkAuthentication && options is { KeyFile: not null, IsPassword: false })
        {
            using SftpScratch scratch = new();
            return await SftpKey.OpensAsync(options, scratch, stop).ConfigureAwait(false) ? fault : SftpFaults.Key(options.ToString(), options.Secret is not null);
        }

        if (fault.Id != FaultId.SinkHostKey)
        {
            return fault;
        }

        IReadOnlyList<SftpHostKey> keys = await SftpHostKeys.AskAsync(options, stop).ConfigureAwait(false);
        string reason = fault.Message.Split(" be itself: ")[^1].TrimEnd('.');
        return Fail.SinkHostKey(options.ToString(), reason, [.. keys.Select(static key => key.ToString())], fault.Advice);
    }

    private sealed class Sending(SftpFile file)
    {
        public SftpFile File => file;

        public int Tries { get; private set; }

        public LogStatsException? Fault { get; private set; }

        public bool IsDone { get; set; }

        public bool WasBegun { get; set; }

        public void Try(LogStatsException fault) => (Tries, Fault) = (Tries + 1, fault);
    }
}
