using LogStats.Alerts;
using LogStats.Archive.Tidy;
using LogStats.Follow;

namespace LogStats.Archive.Watching;

/// <summary>
/// The sources of a watch. Who was seen lately is not looked at before he could be missed; so thousands cost next to nothing. Who is silent
/// is looked at each time.
/// </summary>
internal sealed class WatchedSources(string directory, SourceWatchOptions options, AlertEngine engine)
{
    /// <summary>So many of those who are silent are looked at in every file each time, in turn: others by their newest.</summary>
    private const int MostCloser = 200;

    private static readonly long s_coarsest = TimeSpan.FromSeconds(3).Ticks;

    private static readonly long s_forgotten = TimeSpan.FromDays(31).Ticks;

    private readonly List<One> _all = [];
    private readonly FileState?[] _roots = new FileState?[3];
    private int _turn;

    public string LastFile(string subject) => engine.Find(subject) is int at and >= 0 ? _all[at].Files.LastFile ?? "" : "";

    /// <summary>All that has to outlive the process. Who has been missing for a month, has nothing left here and is expected by nobody, is forgotten.</summary>
    public AlertMemory Memory()
    {
        AlertMemory all = engine.Memory();
        return all with { Subjects = [.. all.Subjects.Where(one => one.Missing == 0 || all.Now - one.Missing < s_forgotten || IsHere(engine.Find(one.Name)))] };
    }

    /// <summary>The watch begins, with what an earlier one knew and with what is there.</summary>
    public void Begin(long now, AlertMemory? memory)
    {
        foreach (string name in options.Expected.Concat(options.Thresholds.Named.Keys).Concat(memory?.Subjects.Select(static one => one.Name) ?? []))
        {
            Add(name, now);
        }

        Find(now);
        if (memory is not null)
        {
            engine.Restore(memory);
            if (memory.Now > now)
            {
                engine.Shift(now - memory.Now); // The clock was set back while nobody looked.
            }
        }

        List<(int, long)> back = [];
        for (int at = 0; at < _all.Count; at++)
        {
            _all[at].Known = engine.MarkOf(at);
            Meet(at, now, back);
        }

        if (memory is null)
        {
            engine.Begin(now);
        }

        Return(now, back);
    }

    /// <summary>It is so late now: who has been silent is missed, who is heard again is back. True if there are new ones.</summary>
    public bool Look(long now)
    {
        bool grew = Find(now);
        List<(int, long)> back = [];
        int closer = MostCloser;
        for (int step = 0; step < _all.Count; step++)
        {
            int at = (_turn + step) % _all.Count;
            One one = _all[at];
            if (one.Known + one.Threshold >= now && !engine.IsMissing(at))
            {
                continue;
            }

            one.Files.Look(now);
            if (one.Files.Changed <= one.Known && (!engine.IsMissing(at) || closer-- > 0))
            {
                one.Files.LookCloser(now);
                _turn = engine.IsMissing(at) && closer == 0 ? at + 1 : _turn;
            }

            Meet(at, now, back);
        }

        Return(now, back);
        return grew;
    }

    /// <summary>This machine's clock was set by so much: what was before is met by the clock as it was.</summary>
    public void Leap(long now, long by)
    {
        List<(int, long)> back = [];
        for (int at = 0; at < _all.Count; at++)
        {
            _all[at].Files.LookBack(now - by);
            Meet(at, now - by, back);
        }

        Return(now - by, back);
        engine.Shift(by);
        foreach (One one in _all)
        {
            one.Known = Math.Max(0, one.Known + by);
            if (by < 0)
            {
                one.Files.SetBack(one.Known);
            }
        }
    }

    private bool IsHere(int at)
        => _all[at].Files.LastFile is not null || options.Expected.Contains(_all[at].Files.Name) || options.Thresholds.Named.ContainsKey(_all[at].Files.Name);

    private void Meet(int at, long now, List<(int At, long Seen)> back)
    {
        One one = _all[at];
        long seen = one.Files.IsFuture && one.Known == 0 ? now : Math.Min(one.Files.Changed, now);
        if (seen <= one.Known)
        {
            return;
        }

        one.Known = seen;
        if (engine.IsMissing(at))
        {
            back.Add((at, seen));
        }
        else
        {
            engine.Remember(at, seen);
        }
    }

    /// <summary>Nobody is missed who was met; then those who are back, by when they were heard.</summary>
    private void Return(long now, List<(int At, long Seen)> back)
    {
        engine.Look(now);
        foreach ((int at, long seen) in back.OrderBy(static one => one.Seen))
        {
            engine.Seen(at, Math.Min(seen, engine.Now));
        }
    }

    /// <summary>Looks for new ones where names came or went. True if there are any.</summary>
    private bool Find(long now)
    {
        int before = _all.Count;
        foreach (ArchiveState state in Enum.GetValues<ArchiveState>())
        {
            string below = ArchiveLayout.Below(directory, state);
            FileState? root = FileState.OfPath(below);
            if (root is null || root == _roots[(int)state])
            {
                continue;
            }

            foreach (string name in ArchiveScan.Sources(directory, state))
            {
                Add(name, now);
            }

            _roots[(int)state] = now - root.Value.LastWrite > s_coarsest && root.Value.Identity != default ? root : null;
        }

        return _all.Count > before;
    }

    private void Add(string name, long now)
    {
        if (engine.Find(name) >= 0)
        {
            return;
        }

        TimeSpan threshold = options.Thresholds.Of(name);
        One one = new(new SourceFiles(directory, name), threshold.Ticks);
        one.Files.Look(now, first: true);
        one.Known = !engine.HasBegun ? 0 : one.Files.IsFuture ? now : one.Files.Changed;
        _ = engine.Add(name, threshold, one.Known);
        _all.Add(one);
    }

    private sealed class One(SourceFiles files, long threshold)
    {
        public SourceFiles Files => files;

        public long Threshold => threshold;

        /// <summary>When it was seen last, as it is known here, in UTC ticks by the clock as it is.</summary>
        public long Known { get; set; }
    }
}
