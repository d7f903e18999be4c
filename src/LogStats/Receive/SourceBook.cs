using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>The sources, their claims and how many there are. Bounded by what the options allow.</summary>
internal sealed class SourceBook(ReceiveOptions options, ILedger ledger, AlarmBook alarms, TimeProvider clock)
{
    private readonly Dictionary<string, SourceState> _sources = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _begun = clock.GetUtcNow();
    private int _count = ledger.CountSources();

    public int Count => _count;

    /// <summary>Null where there are too many already.</summary>
    public SourceState? Find(string source)
    {
        if (_sources.TryGetValue(source, out SourceState? state))
        {
            return state;
        }

        if (ledger.FindSource(source) is { } known)
        {
            state = new SourceState(known, ledger.CountFiles(source), isNew: false) { ClaimUsed = _begun };
        }
        else if (_count < options.MostSources)
        {
            _count++;
            state = new SourceState(new LedgerSource(source, null, null), 0, isNew: true) { ClaimUsed = _begun };
        }
        else
        {
            alarms.Raise(ReceiveAlarmKind.TooMany, "", $"There are {_count:N0} sources, as many as there may be; the last one turned away was '{source}'. Raise the limit, or look where they come from");
            return null;
        }

        _sources.Add(source, state);
        return state;
    }

    /// <summary>What was committed last is not certain: all is to be looked up again, but for who was heard when.</summary>
    public void Reload()
    {
        foreach ((string name, SourceState state) in _sources)
        {
            LedgerSource? known = ledger.FindSource(name);
            state.Known = known ?? new LedgerSource(name, null, null);
            state.IsNew = known is null;
            state.Files = ledger.CountFiles(name);
            state.Usage = -1;
        }
    }

    /// <summary>Whether that sender has the source from now on. What changes is to be committed by whoever asks.</summary>
    public bool Claim(SourceState state, SourceClaim claim, out LedgerSource? change)
    {
        string? held = state.Known.Claim;
        change = null;
        if (held == claim.Next)
        {
            state.ClaimUsed = clock.GetUtcNow();
            return true;
        }

        TimeSpan silent = clock.GetUtcNow() - state.ClaimUsed;
        if (held is not null && held != claim.Previous && silent < options.ClaimIdle)
        {
            alarms.Raise(ReceiveAlarmKind.ClaimRefused, state.Known.Name,
                "another sender wants to be this source while one is at work: a machine and its clone, or a second copy of the agent. Give each a credential of its own");
            return false;
        }

        if (held is not null && held != claim.Previous)
        {
            alarms.Raise(ReceiveAlarmKind.ClaimPassed, state.Known.Name, $"another sender is this source now, after {silent.TotalMinutes:N0} minutes in which nothing came from the one before");
        }

        change = state.Known with { Claim = claim.Next };
        return true;
    }
}
