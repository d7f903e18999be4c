using LogStats.Batches;
using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>Has a sender let in at its receiver. The next claim is kept before it is asked for, so that an answer that gets lost is no loss.</summary>
internal sealed class SenderClaim(ShipOptions options, IBatchReceiver receiver, Outbox outbox, ICheckpointStore store, string name)
{
    public async Task TakeAsync(CancellationToken stop)
    {
        if (!receiver.HasMarks)
        {
            return;
        }

        SenderState state = SenderState.Parse(store.LoadState(name));
        SourceClaim claim = state.Claim();
        await KeepAsync(new SenderState(state.Held, claim.Next), stop).ConfigureAwait(false);
        _ = await InsistAsync(stop => receiver.ClaimAsync(claim, stop), stop).ConfigureAwait(false);
        await KeepAsync(new SenderState(claim.Next, null), stop).ConfigureAwait(false);
        outbox.Claim = claim.Next;
    }

    /// <summary>A question that nothing goes on without: it is put again, as often as is allowed.</summary>
    /// <exception cref="Faults.LogStatsException">There is no answer.</exception>
    public async Task<T> InsistAsync<T>(Func<CancellationToken, Task<Answered<T>>> ask, CancellationToken stop)
    {
        for (int tries = 1; ; tries++)
        {
            Answered<T> answer = await ask(stop).ConfigureAwait(false);
            if (answer.Fault is null)
            {
                outbox.Reached();
                return answer.Value!;
            }

            TimeSpan rest = outbox.Rest(answer.Fault, answer.Wait, tries);
            await Task.Delay(rest, options.Clock, stop).ConfigureAwait(false);
        }
    }

    private ValueTask KeepAsync(SenderState state, CancellationToken stop) => store.SaveAsync(name, [], [], state.Text(), stop);
}
