using LogStats.Batches;
using LogStats.Faults;

namespace LogStats.Sinks.Ship;

/// <summary>Sending: what goes when, and what its answers mean.</summary>
internal sealed partial class Outbox
{
    private readonly Queue<OutgoingFile> _ready = [];
    private int _busy;
    private int _failures;
    private bool _isAway;
    private bool _isFull;
    private long? _restSince;
    private TimeSpan _rest;

    private bool IsResting => _restSince is { } since && _clock.GetElapsedTime(since) < _rest;

    /// <summary>Looks at the answers that came, and sends what can be sent. To be called whenever <see cref="WaitAsync"/> ends, and after lines came.</summary>
    /// <exception cref="LogStatsException">The receiver takes nothing, and will not by itself.</exception>
    public void Step()
    {
        while (_answers.Reader.TryRead(out Action? answer))
        {
            answer();
        }

        SealDue();
        Spool();
        Ask();
        Send();
        HoldBack();
    }

    /// <summary>Until an answer came, or a batch has waited long enough.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<bool> answered = _answers.Reader.WaitToReadAsync(over.Token).AsTask();
        Task due = Due() is { } span ? Task.Delay(span > TimeSpan.Zero ? span : TimeSpan.Zero, _clock, over.Token) : Task.Delay(Timeout.InfiniteTimeSpan, _clock, over.Token);
        _ = await Task.WhenAny(answered, due).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
    }

    private void Queue(OutgoingFile file)
    {
        if (!file.IsQueued && !file.IsUnderWay && !file.IsStopped && file.Knowing == Knowing.Yes && file.Waiting.Count > 0)
        {
            file.IsQueued = true;
            _ready.Enqueue(file);
        }
    }

    private void Send()
    {
        while (_busy < _options.Connections && !IsResting && _ready.TryDequeue(out OutgoingFile? file))
        {
            file.IsQueued = false;
            if (file.IsStopped || file.IsForgotten || file.Knowing != Knowing.Yes || file.Waiting.First is not { Value: { } batch })
            {
                continue;
            }

            if (!Loaded(batch))
            {
                Queue(file);
                continue;
            }

            file.IsUnderWay = true;
            _busy++;
            int round = _failures;
            int held = batch.Held;
            string claim = Claim;
            Start(stop => _receiver.SendAsync(batch, claim, stop), answer =>
            {
                _busy--;
                file.IsUnderWay = false;
                _held += batch.Held - held;
                Answered(file, batch, answer, round);
            });
        }
    }

    private void Answered(OutgoingFile file, OutgoingBatch batch, Answered<BatchAnswer> answer, int round)
    {
        if (answer.Fault is { } fault)
        {
            Queue(file);
            Failed(fault, answer.Wait, round);
            return;
        }

        Back();
        long mark = answer.Value.Mark;
        if (answer.Value.Outcome is BatchOutcome.Stored or BatchOutcome.Had or BatchOutcome.Overlap)
        {
            Acknowledged?.Invoke(file.Id, mark);
        }

        switch (answer.Value.Outcome)
        {
            case BatchOutcome.Stored or BatchOutcome.Had:
                file.Waiting.RemoveFirst();
                Accepted(batch, answer.Value.Outcome == BatchOutcome.Stored);
                file.Acked = mark;
                CutBefore(file, mark);
                break;
            case BatchOutcome.Overlap:
                file.Acked = mark;
                CutBefore(file, mark);
                break;
            case BatchOutcome.Gap:
                bool isLess = file.Acked > mark;
                Gap(file, mark);
                if (isLess)
                {
                    Suspect();
                }

                break;
            case BatchOutcome.Conflict:
                Stop(file, Fail.BatchConflict(_receiver.Shown, file.Path, batch.Key.ToString()));
                break;
            default:
                throw ShipFaults.Claimed(_receiver.Shown);
        }

        if (file is { Waiting.Count: 0, Open.IsDue: true })
        {
            Seal(file);
        }

        Queue(file);
    }

    private void Accepted(OutgoingBatch batch, bool isNew)
    {
        bool counts = !batch.SpooledBefore;
        _had += counts && !isNew ? batch.Lines : 0;
        _account = _account with
        {
            Sent = _account.Sent + (counts && isNew ? batch.Lines : 0),
            Skipped = _account.Skipped + (counts ? batch.Skipped : 0),
            Batches = _account.Batches + 1,
            Bytes = _account.Bytes + (isNew ? batch.Length : 0),
        };
        _options.Stored?.Invoke(new LogBatchReceipt
        {
            Time = _clock.GetUtcNow(),
            Target = _receiver.Shown,
            Path = batch.File.Path.Length > 0 ? batch.File.Path : null,
            FileId = batch.File.Name,
            Start = batch.Start,
            End = batch.End,
            Lines = batch.Lines,
            Length = batch.Length,
            Skipped = batch.Skipped,
            IsNew = isNew,
            Sha256 = batch.Content,
        });
        Done(batch);
        _isFull = false;
    }

    /// <summary>The receiver is there.</summary>
    public void Reached() => Back();

    /// <summary>How long to leave a receiver alone that did not answer, and less so the more often: not the same for all senders.</summary>
    /// <exception cref="LogStatsException">It will not be there by itself, or was asked often enough.</exception>
    public TimeSpan Rest(LogStatsException fault, TimeSpan? wait, int tries)
    {
        if (!fault.MayPass || tries >= _options.Retry.Tries)
        {
            throw fault;
        }

        if (!_isAway)
        {
            _isAway = true;
            Tell(ShipEventKind.Away, null, $"{fault.Message} It is tried again.");
        }

        double doubled = _options.Retry.FirstWait.TotalSeconds * Math.Pow(2, Math.Min(tries - 1, 30));
        TimeSpan own = TimeSpan.FromSeconds(Math.Min(doubled, _options.Retry.LongestWait.TotalSeconds) * (0.5 + (Random.Shared.NextDouble() / 2)));
        TimeSpan asked = wait is not { } span ? TimeSpan.Zero : span < ShipDefaults.LongestRest ? span : ShipDefaults.LongestRest;
        return own > asked ? own : asked;
    }

    private void Failed(LogStatsException fault, TimeSpan? wait, int round)
    {
        if (_end.IsCancellationRequested || (fault.MayPass && round != _failures))
        {
            return; // Others of the same round have said so already.
        }

        _rest = Rest(fault, wait, ++_failures);
        _restSince = _clock.GetTimestamp();
    }

    private void Back()
    {
        _failures = 0;
        _restSince = null;
        if (_isAway)
        {
            (_isAway, _isFull) = (false, false);
            Tell(ShipEventKind.Back, null, $"'{_receiver.Shown}' is there again.");
        }
    }

    /// <summary>How long until something is due by itself; null if nothing is.</summary>
    private TimeSpan? Due()
    {
        TimeSpan? due = null;
        void At(long since, TimeSpan span)
        {
            TimeSpan left = span - _clock.GetElapsedTime(since);
            due = due is null || left < due ? left : due;
        }

        if (_restSince is { } rest && (_ready.Count > 0 || _unknown.Count > 0))
        {
            At(rest, _rest);
        }

        if (_opened.TryPeek(out (OutgoingBatch Batch, long Since) first))
        {
            At(first.Since, _spool is not null && _isAway ? ShipDefaults.SpoolLinger : _options.Linger);
        }

        if (_openedEmpty.TryPeek(out (OutgoingBatch Batch, long Since) empty))
        {
            At(empty.Since, ShipDefaults.SkippedLinger);
        }

        return due;
    }

    /// <summary>Runs a request; its answer waits for the next step.</summary>
    private void Start<T>(Func<CancellationToken, Task<Answered<T>>> request, Action<Answered<T>> answered) => _ = Task.Run(async () =>
    {
        Action answer;
        try
        {
            Answered<T> value = await request(_end.Token).ConfigureAwait(false);
            answer = () => answered(value);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            answer = () => answered(new Answered<T>(default, ShipFaults.Ended(_receiver.Shown)));
        }
        catch (Exception error)
        {
            answer = () => answered(new Answered<T>(default, Fail.SinkConnect(_receiver.Shown, error.Message.TrimEnd('.'), ShipFaults.Away, error)));
        }

        _ = _answers.Writer.TryWrite(answer);
    });
}
