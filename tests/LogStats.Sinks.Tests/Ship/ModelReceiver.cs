using LogStats.Batches;
using LogStats.Faults;
using LogStats.Sinks.Ship;

namespace LogStats.Sinks.Tests.Ship;

/// <summary>The model, spoken to without a network. What is to happen to a request is decided before it.</summary>
internal sealed class ModelReceiver(ReceiverModel model, Func<Fate>? fate = null) : IBatchReceiver
{
    public string Shown => "model";

    public bool HasMarks => true;

    public Task<Answered<bool>> ClaimAsync(SourceClaim claim, CancellationToken stop) => Task.FromResult(Meet(
        () => model.Take(claim) ? new Answered<bool>(true) : new Answered<bool>(false, ShipFaults.Claimed(Shown))));

    public Task<Answered<ReceiverMarks>> AskAsync(IReadOnlyList<string> files, IReadOnlyList<string> like, CancellationToken stop)
    {
        Assert.True(files.Count + like.Count is > 0 and <= BatchWire.MostFiles);
        return Task.FromResult(Meet(() => new Answered<ReceiverMarks>(new ReceiverMarks(
            model.Marks(files), model.Known(like).ToDictionary(static one => one.Key, static one => new KnownFile(one.Value.Mark, one.Value.Last.Start, one.Value.Last.Content))))));
    }

    public async Task<Answered<BatchAnswer>> SendAsync(OutgoingBatch batch, string claim, CancellationToken stop)
    {
        await batch.ReadyAsync(pack: false);
        return Meet(() => new Answered<BatchAnswer>(model.Take(HeadOf(batch, claim), batch.Bytes.Span)));
    }

    public void Dispose()
    {
    }

    private static BatchHead HeadOf(OutgoingBatch batch, string claim) => new()
    {
        Key = batch.Key,
        Lines = batch.Lines,
        Length = batch.Length,
        Begin = batch.File.Begin,
        IsAfterLoss = batch.IsAfterLoss,
        IsPartial = batch.IsPartial,
        Claim = claim,
        Path = batch.File.Path,
    };

    private Answered<T> Meet<T>(Func<Answered<T>> ask)
    {
        Fate meets = fate?.Invoke() ?? Fate.Answered;
        Answered<T> answer = meets is Fate.Lost or Fate.Dead ? default : ask();
        return meets switch
        {
            Fate.Answered => answer,
            Fate.Lost or Fate.AnswerLost => new Answered<T>(default, Fail.SinkAway(Shown, "the line is dead", "Wait.")),
            _ => new Answered<T>(default, Fail.SinkConnect(Shown, "the sender was killed", "Nothing.")),
        };
    }
}

/// <summary>What becomes of a request.</summary>
internal enum Fate
{
    Answered,

    /// <summary>It does not arrive.</summary>
    Lost,

    /// <summary>It arrives, its answer does not.</summary>
    AnswerLost,

    /// <summary>The sender is killed before it.</summary>
    Dead,

    /// <summary>The sender is killed before it sees the answer.</summary>
    DeadAfter,
}
