namespace LogStats.Rsync;

/// <summary>What one record adds to its group: the same, record by record, as its lines would have.</summary>
internal static class RsyncRecordSums
{
    /// <summary>False where it adds nothing: what it tells of is counted by another record.</summary>
    public static bool Fill(RsyncEvent item, ref RsyncSums sums)
    {
        switch (item.Kind)
        {
            case RsyncEventKind.Transfer:
                sums.Transfers = 1;
                sums.Failed = item.State == RsyncSessionState.Failed ? 1 : 0;
                sums.SentBytes = item.SentBytes ?? 0;
                sums.ReceivedBytes = item.ReceivedBytes ?? 0;
                sums.TotalBytes = item.TotalBytes ?? 0;
                sums.DurationTicks = item.Duration?.Ticks ?? 0;
                break;
            case RsyncEventKind.File:
                sums.AddFile(item.Operation, item.FileBytes ?? 0);
                break;
            case RsyncEventKind.Session when item.SentBytes is null && item.Directory is not null:
                sums.Failed = item.State == RsyncSessionState.Failed ? 1 : 0;
                sums.Unfinished = item.State == RsyncSessionState.Unfinished ? 1 : 0;
                break;
            case RsyncEventKind.Denied:
                sums.Denied = 1;
                break;
            case RsyncEventKind.AuthFailed:
                sums.AuthFailed = 1;
                break;
            default:
                return false;
        }

        return true;
    }
}
