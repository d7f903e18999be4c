using System.Threading.Channels;
using LogStats.Archive;
using LogStats.Archive.Forwarding;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>
/// Sends what waits in an archive, then what failed before, and moves each file where it belongs. Whenever it is killed, the next start
/// goes on: a file is complete at its destination once, and has one line in one report.
/// </summary>
public sealed class ArchiveForward(ForwardOptions options) : IDisposable
{
    private const int Group = 256;
    private static readonly TimeSpan s_longestRest = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (TimeSpan Pause, DateTimeOffset Until)> _resting = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private ForwardAccount _account = new();
    private ForwardOutbox? _outbox;
    private string? _told;

    public ForwardAccount Account
    {
        get
        {
            lock (_lock)
            {
                return _account;
            }
        }
    }

    /// <summary>Told once it is at work; null for nobody.</summary>
    public Action? Ready { get; init; }

    /// <param name="once">Whether it ends after one look.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="LogStatsException">The archive cannot be used; or nothing can be sent until somebody has done something, and there is but one look.</exception>
    public async Task RunAsync(bool once, CancellationToken stop)
    {
        SftpDelivery.Check(options.Server);
        _outbox = ForwardOutbox.Open(options.Directory, NameOf, options.Clock);
        Ready?.Invoke();
        while (true)
        {
            try
            {
                await LookAsync(stop).ConfigureAwait(false);
            }
            catch (LogStatsException fault) when (!once && fault.Id != FaultId.FileWrite)
            {
                Tell(fault);
            }

            if (once)
            {
                return;
            }

            await Task.Delay(options.Interval, options.Clock, stop).ConfigureAwait(false);
        }
    }

    public void Dispose() => _outbox?.Dispose();

    private string NameOf(ArchivePart part)
    {
        string name = Path.GetFileName(part.Path);
        return options.BySource ? $"{part.Source}/{name}" : name;
    }

    private async Task LookAsync(CancellationToken stop)
    {
        Add(account => account with { Failed = 0, Waiting = 0 });
        string[] earlier = [.. _outbox!.Sessions];
        SftpOptions server = options.Server with { Began = _outbox.Began };
        SftpDelivery delivery = new(server, earlier);
        HashSet<string> failed = new(StringComparer.Ordinal);
        Channel<SftpResult> results = Channel.CreateBounded<SftpResult>(Group);
        bool isWhole = true;
        await using (delivery.ConfigureAwait(false))
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Task finishing = FinishAsync(results.Reader, failed, either);
            try
            {
                isWhole = await SendAllAsync(delivery, results.Writer, failed, either.Token).ConfigureAwait(false);
            }
            finally
            {
                results.Writer.Complete();
                await finishing.ConfigureAwait(false); // What is there is put where it belongs, whatever else went wrong.
            }
        }

        if (isWhole && !delivery.HasBroken)
        {
            _outbox.Ended([.. _outbox.Sessions]);
        }
    }

    /// <returns>Whether nothing was left out.</returns>
    private async Task<bool> SendAllAsync(SftpDelivery delivery, ChannelWriter<SftpResult> results, HashSet<string> failed, CancellationToken stop)
    {
        bool isWhole = true;
        foreach (ArchiveState state in (ArchiveState[])[ArchiveState.Waiting, ArchiveState.Failed])
        {
            foreach (ArchivePart[] parts in _outbox!.Parts(state).Chunk(Group))
            {
                stop.ThrowIfCancellationRequested();
                SftpFile[] files = [.. parts.Where(part => state == ArchiveState.Waiting || (!Has(failed, part.Path) && !Rests(part.Path))).Select(FileOf)];
                isWhole &= files.Length == parts.Length;
                if (delivery.IsAway)
                {
                    Add(account => state == ArchiveState.Waiting ? account with { Waiting = account.Waiting + parts.Length } : account with { Failed = account.Failed + files.Length });
                    isWhole = false;
                }
                else if (files.Length > 0)
                {
                    await delivery.SendAsync(files, result => Write(results, result), stop).ConfigureAwait(false);
                }
            }
        }

        return isWhole;
    }

    /// <summary>The one who finishes may be slower than the network: then that waits.</summary>
    private static void Write(ChannelWriter<SftpResult> results, SftpResult result)
    {
        while (!results.TryWrite(result))
        {
            if (!results.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                return;
            }
        }
    }

    private async Task FinishAsync(ChannelReader<SftpResult> results, HashSet<string> failed, CancellationTokenSource end)
    {
        try
        {
            while (await results.WaitToReadAsync().ConfigureAwait(false))
            {
                List<SftpResult> group = [];
                while (group.Count < Group && results.TryRead(out SftpResult? result))
                {
                    group.Add(result);
                }

                Finish(group, failed);
            }
        }
        catch
        {
            await end.CancelAsync().ConfigureAwait(false);
            await foreach (SftpResult _ in results.ReadAllAsync().ConfigureAwait(false))
            {
                // Nothing is known of these but what is in the folders: they are sent again, and found to be there.
            }

            throw;
        }
    }

    private void Finish(List<SftpResult> group, HashSet<string> failed)
    {
        List<ForwardedPart> parts = [.. group.Select(result => new ForwardedPart(
            (ArchivePart)result.File.Tag!, result.Fault is null ? ArchiveState.Sent : ArchiveState.Failed, result.File.Remote))];
        lock (failed)
        {
            foreach (ForwardedPart part in parts.Where(static part => part.State == ArchiveState.Failed))
            {
                _ = failed.Add(ArchiveLayout.PathOf(Path.GetFullPath(options.Directory), ArchiveState.Failed, part.Part.Source, Path.GetFileName(part.Part.Path)));
            }
        }

        foreach (LogStatsException fault in _outbox!.Finish(parts))
        {
            options.Report?.Invoke(fault);
        }

        foreach (SftpResult result in group)
        {
            Count(result);
        }
    }

    private void Count(SftpResult result)
    {
        string failedPath = ArchiveLayout.PathOf(Path.GetFullPath(options.Directory), ArchiveState.Failed, ((ArchivePart)result.File.Tag!).Source, Path.GetFileName(result.File.Path));
        if (result.Receipt is { } receipt)
        {
            bool isNew = receipt.Outcome == LogSftpOutcome.Sent;
            Add(account => account with { Sent = account.Sent + (isNew ? 1 : 0), Had = account.Had + (isNew ? 0 : 1), Bytes = account.Bytes + (isNew ? receipt.Bytes : 0) });
            lock (_lock)
            {
                _ = _resting.Remove(failedPath);
            }

            if (_told is not null)
            {
                _told = null;
                options.Note?.Invoke("the server takes files again");
            }

            options.Sent?.Invoke(receipt);
            return;
        }

        Add(static account => account with { Failed = account.Failed + 1 });
        if (!result.IsOwn)
        {
            Tell(result.Fault!);
            return;
        }

        lock (_lock)
        {
            TimeSpan pause = _resting.TryGetValue(failedPath, out (TimeSpan Pause, DateTimeOffset) before) ? before.Pause * 2 : options.Interval;
            pause = pause < s_longestRest ? pause : s_longestRest;
            _resting[failedPath] = (pause, options.Clock.GetUtcNow() + pause);
        }

        options.Report?.Invoke(result.Fault!);
    }

    /// <summary>A file that the server refuses is not sent there in full each minute: it rests ever longer, up to an hour.</summary>
    private bool Rests(string path)
    {
        lock (_lock)
        {
            bool rests = _resting.TryGetValue(path, out (TimeSpan, DateTimeOffset Until) until) && until.Until > options.Clock.GetUtcNow();
            _account = rests ? _account with { Failed = _account.Failed + 1 } : _account;
            return rests;
        }
    }

    private void Add(Func<ForwardAccount, ForwardAccount> change)
    {
        lock (_lock)
        {
            _account = change(_account);
        }
    }

    private static bool Has(HashSet<string> failed, string path)
    {
        lock (failed)
        {
            return failed.Contains(path);
        }
    }

    private SftpFile FileOf(ArchivePart part)
    {
        string manifest = ArchiveLayout.ManifestOf(part.Path);
        string folder = options.BySource ? part.Source : "";
        return new SftpFile
        {
            Path = part.Path,
            Name = Path.GetFileName(part.Path),
            Folder = folder,
            Read = stop => PartCheck.Run(part, stop),
            Next = options.WithManifest ? new SftpFile { Path = manifest, Name = Path.GetFileName(manifest), Folder = folder, Read = stop => WholeRead.Run(manifest, stop) } : null,
            Tag = part,
        };
    }

    /// <summary>Once, until it is over or something else.</summary>
    private void Tell(LogStatsException fault)
    {
        if (_told != fault.Message)
        {
            _told = fault.Message;
            options.Report?.Invoke(fault);
        }
    }
}
