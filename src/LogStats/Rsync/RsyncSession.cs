namespace LogStats.Rsync;

/// <summary>
/// What is known of one connection so far. Kept and used again: its texts lie in one buffer of its own, so that a log
/// of a million sessions makes as many of these as were ever open at once.
/// </summary>
internal sealed partial class RsyncSession
{
    private const int LargestKeptBuffer = 1 << 16;
    private byte[] _texts = new byte[256];
    private byte[] _spare = [];
    private int _used;
    private Span _host;
    private Span _address;
    private Span _user;
    private Span _module;
    private Span _request;
    private Span _message;
    private Span _logHost;

    public RsyncSessionId Key { get; private set; }

    /// <summary>The next of its bucket in a <see cref="RsyncSessionTable"/>.</summary>
    public RsyncSession? InBucket { get; set; }

    /// <summary>The input in which it began: where its offsets count from.</summary>
    public RsyncInputName Input { get; private set; } = RsyncInputName.None;

    /// <summary>Its neighbours in the order of beginnings.</summary>
    public RsyncSession? Before { get; set; }

    public RsyncSession? Behind { get; set; }

    /// <summary>It stands in the queue of those that have ended.</summary>
    public bool Lingers { get; set; }

    /// <summary>It began with a request in a range of a log, and its connection may stand before the range.</summary>
    public bool MayContinueEarlier { get; set; }

    public RsyncSessionState State { get; set; }

    public RsyncOperation Operation { get; set; }

    public long StartTicks { get; private set; }

    public short OffsetMinutes { get; private set; }

    /// <summary>When the request was logged; 0 before that.</summary>
    public long RequestTicks { get; private set; }

    /// <summary>When the last line of it was logged.</summary>
    public long LastTicks { get; set; }

    /// <summary>When it ended, 0 while it is open. Lines may still follow: an error comes after the totals.</summary>
    public long EndTicks { get; set; }

    public long Sent { get; set; }

    public long Received { get; set; }

    public long Total { get; set; }

    public bool HasTotals { get; set; }

    public bool HasRequest => RequestTicks != 0;

    public int ExitCode { get; set; }

    public long Files { get; set; }

    public long FileBytes { get; set; }

    /// <summary>The session's first line, and the request's: where its records are found again.</summary>
    public long Offset { get; private set; }

    public ulong LineHash { get; private set; }

    /// <summary>The input in which the request was logged: not the session's, where the log was rotated in between.</summary>
    public RsyncInputName RequestInput { get; private set; } = RsyncInputName.None;

    public long RequestOffset { get; private set; }

    public ulong RequestHash { get; private set; }

    public ReadOnlySpan<byte> Host => Text(_host);

    public ReadOnlySpan<byte> Address => Text(_address);

    public ReadOnlySpan<byte> User => Text(_user);

    public ReadOnlySpan<byte> Module => Text(_module);

    /// <summary>What was asked for, as the client wrote it.</summary>
    public ReadOnlySpan<byte> Request => Text(_request);

    public ReadOnlySpan<byte> Message => Text(_message);

    public ReadOnlySpan<byte> LogHost => Text(_logHost);

    public void Start(in RsyncLine line, RsyncInputName input, long offset, ulong hash)
    {
        if (_texts.Length > LargestKeptBuffer)
        {
            (_texts, _spare) = (new byte[256], []);
        }

        _used = 0;
        _host = _address = _user = _module = _request = _message = _logHost = default;
        Key = new RsyncSessionId(line.Origin, line.ProcessId);
        State = RsyncSessionState.Connected;
        Operation = RsyncOperation.None;
        StartTicks = LastTicks = line.Ticks;
        OffsetMinutes = line.OffsetMinutes;
        RequestTicks = EndTicks = Sent = Received = Total = Files = FileBytes = RequestOffset = 0;
        RequestHash = 0;
        HasTotals = MayContinueEarlier = false;
        ExitCode = 0;
        (Input, Offset, LineHash) = (input, offset, hash);
        SetPeer(in line);
        Set(ref _logHost, line.LogHost);
    }

    /// <summary>Takes the request, and with it what the request says again of the client.</summary>
    public void Ask(in RsyncLine line, RsyncInputName input, long offset, ulong hash)
    {
        RequestTicks = line.Ticks;
        (RequestInput, RequestOffset, RequestHash) = (input, offset, hash);
        Operation = line.Operation;
        State = RsyncSessionState.Unfinished;
        SetPeer(in line);
        Set(ref _user, line.User);
        Set(ref _request, line.Text);
    }

    /// <summary>This session began with a request; its connection was logged in what was read before.</summary>
    public void TakeConnection(RsyncSession earlier)
    {
        (StartTicks, OffsetMinutes) = (earlier.StartTicks, earlier.OffsetMinutes);
        (Offset, LineHash) = (earlier.Offset, earlier.LineHash);
        if (_module.Length == 0)
        {
            Set(ref _module, earlier.Module);
        }
    }

    public void SetModule(ReadOnlySpan<byte> module) => Set(ref _module, module);

    public void SetUser(ReadOnlySpan<byte> user) => Set(ref _user, user);

    public void SetMessage(ReadOnlySpan<byte> message) => Set(ref _message, message);

    private void SetPeer(in RsyncLine line)
    {
        Set(ref _host, line.Host);
        Set(ref _address, line.Address);
    }

    private void Set(ref Span span, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || Text(span).SequenceEqual(text))
        {
            return;
        }

        span = default;
        if (_texts.Length - _used < text.Length)
        {
            MakeRoom(text.Length);
        }

        text.CopyTo(_texts.AsSpan(_used));
        span = new Span(_used, text.Length);
        _used += text.Length;
    }

    /// <summary>Leaves behind what was replaced: a session may be told many errors.</summary>
    private void MakeRoom(int length)
    {
        int held = _host.Length + _address.Length + _user.Length + _module.Length + _request.Length + _message.Length + _logHost.Length;
        byte[] before = _texts;
        _texts = _spare.Length >= 2 * (held + length) ? _spare : new byte[Math.Max(before.Length, 2 * (held + length))];
        _spare = before;
        _used = 0;
        Move(ref _host, before);
        Move(ref _address, before);
        Move(ref _user, before);
        Move(ref _module, before);
        Move(ref _request, before);
        Move(ref _message, before);
        Move(ref _logHost, before);
    }

    private void Move(ref Span span, byte[] from)
    {
        from.AsSpan(span.Start, span.Length).CopyTo(_texts.AsSpan(_used));
        span = span with { Start = _used };
        _used += span.Length;
    }

    private ReadOnlySpan<byte> Text(Span span) => _texts.AsSpan(span.Start, span.Length);

    private readonly record struct Span(int Start, int Length);
}
