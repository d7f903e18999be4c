using System.Security.Cryptography;
using LogStats.Archive;
using LogStats.Files;

namespace LogStats.Receive;

/// <summary>
/// Closes files whose window is over, reads each back from the disk, writes what is in it beside it, and has that committed. A file is
/// closed in the ledger before anything else happens, so that no line is ever added to one that has a manifest.
/// </summary>
internal sealed class PartSealing(
    ReceiveOptions options, ILedger ledger, IPartFiles files, PartStore parts, AlarmBook alarms, TimeProvider clock, Action<ReceiveWork> add)
{
    private static readonly TimeSpan s_farAhead = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_idleAhead = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>To be called now and then by the one who commits.</summary>
    public void Look()
    {
        List<OpenPart> due = [.. parts.All.Where(part => IsDue(part) && parts.MayClose(part))];
        if (due.Count > 0)
        {
            LedgerChange change = new() { Time = clock.GetUtcNow() };
            change.Parts.AddRange(due.Select(static part => part.Committed with { State = part.Committed.Lines == 0 ? PartState.Sealed : PartState.Closed }));
            ledger.Commit(change);
            foreach (OpenPart part in due)
            {
                parts.Close(part);
                if (part.Committed.Lines == 0)
                {
                    parts.Finish(part.Committed);
                }
            }
        }

        if (parts.Closed.Count > 0 && _reading.IsCompleted && !_stop.IsCancellationRequested)
        {
            LedgerPart[] closed = [.. parts.Closed];
            _reading = Task.Run(() => Read(closed));
        }
    }

    /// <summary>What was not read back yet is when the receiver begins again.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private bool IsDue(OpenPart part)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset end = part.Committed.WindowEnd;

        // A clock that is years ahead must not keep a file open for years.
        return part is { IsNew: false, IsChanged: false } && now - part.Arrival >= options.Grace
            && (now - end >= options.Grace || (end - now > s_farAhead && now - part.Arrival >= s_idleAhead));
    }

    private void Read(LedgerPart[] closed)
    {
        foreach (LedgerPart part in closed)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                SealedPart? done = Read(part, out string wrong);
                add(new OtherWork<bool>(() => Finish(part, done, wrong)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                alarms.Raise(ReceiveAlarmKind.DiskError, part.Source, $"'{files.PathOf(part.Source, part.FileName)}' cannot be closed for good ({error.Message.TrimEnd('.')}); this is tried again");
            }
        }
    }

    private SealedPart? Read(LedgerPart part, out string wrong)
    {
        string path = files.PathOf(part.Source, part.FileName);
        wrong = "is not there any more";
        if (!File.Exists(path))
        {
            return parts.Taken(part) is { } manifest ? Done(part, path, manifest.Sha256) : null;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        if (file.Length != part.Length)
        {
            wrong = $"has {file.Length:N0} bytes, and {part.Length:N0} were stored in it";
            return null;
        }

        SealedPart done = Done(part, path, Convert.ToHexStringLower(SHA256.HashData(file)));
        WholeFile.Write(ArchiveLayout.ManifestOf(path), Manifest(part, done).Write());
        return done;
    }

    private bool Finish(LedgerPart part, SealedPart? done, string wrong)
    {
        LedgerChange change = new() { Time = clock.GetUtcNow() };
        change.Parts.Add(part with { State = done is null ? PartState.Damaged : PartState.Sealed, Sha256 = done?.Sha256 });
        ledger.Commit(change);
        parts.Finish(part);
        if (done is null)
        {
            parts.TellDamaged(part, wrong);
            return false;
        }

        options.Sealed?.Invoke(done);
        return true;
    }

    private static SealedPart Done(LedgerPart part, string path, string hash) => new()
    {
        Source = part.Source,
        Path = path,
        Window = part.Window,
        Lines = part.Lines,
        Length = part.Length,
        Sha256 = hash,
        First = Moment(part.First),
        Last = Moment(part.Last),
    };

    private static PartManifest Manifest(LedgerPart part, SealedPart done) => new()
    {
        Name = part.FileName,
        Source = part.Source,
        Window = part.Window,
        Part = part.Number,
        Lines = part.Lines,
        Bytes = part.Length,
        Sha256 = done.Sha256,
        First = done.First,
        Last = done.Last,
    };

    private static DateTime? Moment(long seconds) => seconds < 0 ? null : new DateTime(seconds * TimeSpan.TicksPerSecond);
}
