using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>What is added up of a group.</summary>
internal struct RsyncSums : ISums<RsyncSums>
{
    /// <summary>How many of the sums are kept by time.</summary>
    public const int Measures = 11;

    public long Transfers;
    public long Failed;
    public long Unfinished;
    public long Denied;
    public long AuthFailed;
    public long FilesSent;
    public long FilesReceived;
    public long FilesDeleted;

    /// <summary>Files of which the log does not say which way they went.</summary>
    public long FilesOther;
    public long FileBytesSent;
    public long FileBytesReceived;
    public long FileBytesOther;
    public long SentBytes;
    public long ReceivedBytes;
    public long TotalBytes;
    public long DurationTicks;
    public long FirstTicks;
    public long LastTicks;

    /// <summary>The same by time; null where nobody asked for it.</summary>
    public TimeCells? Cells;

    public readonly long Files => FilesSent + FilesReceived + FilesDeleted + FilesOther;

    public readonly long FileBytes => FileBytesSent + FileBytesReceived + FileBytesOther;

    public readonly long Weight => SentBytes + ReceivedBytes + FileBytes + Transfers + Files + Denied + AuthFailed;

    public void Add(in RsyncSums other)
    {
        Transfers += other.Transfers;
        Failed += other.Failed;
        Unfinished += other.Unfinished;
        Denied += other.Denied;
        AuthFailed += other.AuthFailed;
        FilesSent += other.FilesSent;
        FilesReceived += other.FilesReceived;
        FilesDeleted += other.FilesDeleted;
        FilesOther += other.FilesOther;
        FileBytesSent += other.FileBytesSent;
        FileBytesReceived += other.FileBytesReceived;
        FileBytesOther += other.FileBytesOther;
        SentBytes += other.SentBytes;
        ReceivedBytes += other.ReceivedBytes;
        TotalBytes += other.TotalBytes;
        DurationTicks += other.DurationTicks;
        Saw(other.FirstTicks);
        Saw(other.LastTicks);
        if (other.Cells is not null)
        {
            (Cells ??= new TimeCells(Measures)).Merge(other.Cells);
        }
    }

    /// <summary>The sums that are kept by time.</summary>
    public readonly void Values(Span<long> values)
    {
        ReadOnlySpan<long> all =
        [
            SentBytes, ReceivedBytes, Transfers, Failed, Denied + AuthFailed, Unfinished, FilesSent, FilesReceived, FilesDeleted + FilesOther,
            FileBytes, DurationTicks / TimeSpan.TicksPerMicrosecond,
        ];
        all.CopyTo(values);
    }

    /// <summary>Adds what happened in one minute, and keeps it as that.</summary>
    public void Add(in RsyncSums other, long minute, CellBound bound)
    {
        Span<long> values = stackalloc long[Measures];
        other.Values(values);
        bound.Cells += (Cells ??= new TimeCells(Measures)).Add(minute, values);
        Add(in other);
    }

    public void Saw(long ticks)
    {
        if (ticks == 0)
        {
            return;
        }

        FirstTicks = FirstTicks == 0 ? ticks : Math.Min(FirstTicks, ticks);
        LastTicks = Math.Max(LastTicks, ticks);
    }

    public void AddFile(RsyncOperation operation, long length)
    {
        switch (operation)
        {
            case RsyncOperation.Send:
                FilesSent++;
                FileBytesSent += length;
                break;
            case RsyncOperation.Receive:
                FilesReceived++;
                FileBytesReceived += length;
                break;
            case RsyncOperation.Delete:
                FilesDeleted++;
                break;
            default:
                FilesOther++;
                FileBytesOther += length;
                break;
        }
    }
}
