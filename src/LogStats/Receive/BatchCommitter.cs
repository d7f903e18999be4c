using System.Threading.Channels;
using LogStats.Faults;

namespace LogStats.Receive;

/// <summary>
/// The one who writes: takes what waits, commits all of it together and answers. While a commit waits for the disk, the next ones
/// gather.
/// </summary>
internal sealed class BatchCommitter
{
    private const int MostAtOnce = 1_000;

    private readonly Channel<ReceiveWork> _waiting = Channel.CreateUnbounded<ReceiveWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly BatchGroup _group;
    private readonly ILedger _ledger;
    private readonly AlarmBook _alarms;
    private readonly Action _reload;
    private readonly Func<StoreWork, Action?> _answered;
    private bool _isUncertain;

    /// <param name="group">Commits.</param>
    /// <param name="ledger">Where to.</param>
    /// <param name="alarms">Told of a ledger that fails.</param>
    /// <param name="reload">Looks everything up again, once it is certain what was committed.</param>
    /// <param name="answered">Told of each batch before it is answered; gives what is to be done behind that.</param>
    public BatchCommitter(BatchGroup group, ILedger ledger, AlarmBook alarms, Action reload, Func<StoreWork, Action?> answered)
    {
        (_group, _ledger, _alarms, _reload, _answered) = (group, ledger, alarms, reload, answered);
        Ended = Task.Run(RunAsync);
    }

    /// <summary>Fails where the ledger is damaged: nothing can be stored any more.</summary>
    public Task Ended { get; }

    public bool Add(ReceiveWork work)
    {
        if (_waiting.Writer.TryWrite(work))
        {
            return true;
        }

        work.GiveUp();
        return false;
    }

    /// <summary>What waits is still done.</summary>
    public void Close() => _ = _waiting.Writer.TryComplete();

    private async Task RunAsync()
    {
        List<StoreWork> group = [];
        try
        {
            while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_waiting.Reader.TryRead(out ReceiveWork? work))
                {
                    if (work is StoreWork store)
                    {
                        group.Add(store);
                        if (group.Count < MostAtOnce && _waiting.Reader.TryPeek(out ReceiveWork? next) && next is StoreWork)
                        {
                            continue;
                        }

                        Commit(group);
                        group.Clear();
                    }
                    else
                    {
                        Run((OtherWork)work);
                    }
                }
            }
        }
        finally
        {
            // Only a fault leads here before the end: nobody is to wait for ever.
            Close();
            group.ForEach(static work => work.GiveUp());
            while (_waiting.Reader.TryRead(out ReceiveWork? work))
            {
                work.GiveUp();
            }
        }
    }

    private void Commit(List<StoreWork> group)
    {
        try
        {
            Settle();
            _group.Commit(group);
        }
        catch (IOException error)
        {
            LedgerFailed(error);
            group.ForEach(work => work.Fail(DiskFaults.IsFull(error) ? ReceiveTrouble.Full : ReceiveTrouble.Failed));
        }

        List<Action> told = [];
        foreach (StoreWork work in group)
        {
            if (_answered(work) is { } tell)
            {
                told.Add(tell);
            }

            work.Complete();
        }

        told.ForEach(static tell => tell()); // Whoever listens may be slow, and no sender is to wait for that.
    }

    private void Run(OtherWork work)
    {
        try
        {
            Settle();
        }
        catch (IOException error)
        {
            LedgerFailed(error);
            work.GiveUp();
            return;
        }

        try
        {
            work.Run();
        }
        catch (IOException error)
        {
            LedgerFailed(error);
        }
    }

    private void LedgerFailed(IOException error)
    {
        _isUncertain = true;
        bool isFull = DiskFaults.IsFull(error);
        _alarms.Raise(isFull ? ReceiveAlarmKind.DiskFull : ReceiveAlarmKind.DiskError, "",
            $"'{_ledger.Path}' cannot be written ({error.Message.TrimEnd('.')}): nothing is stored until it can be, all senders wait");
    }

    /// <summary>After a commit that failed nothing is done before it is certain what became of it.</summary>
    private void Settle()
    {
        if (!_isUncertain)
        {
            return;
        }

        _ledger.Settle();
        _reload();
        _isUncertain = false;
        _alarms.Clear(ReceiveAlarmKind.DiskFull, "");
        _alarms.Clear(ReceiveAlarmKind.DiskError, "");
    }
}
