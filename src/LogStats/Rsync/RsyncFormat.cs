using System.Runtime.CompilerServices;
using LogStats.Envelopes;
using LogStats.Scan;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>
/// The format of an rsync daemon's log: any envelope, the daemon's messages, and per-file lines of the default or of a
/// given log format. Keeps what it needs to be fast, so each thread has its own.
/// </summary>
public struct RsyncFormat : ILineFormat<RsyncLine>
{
    private readonly EnvelopeReader _envelopes;
    private readonly RepeatMemo? _repeats;
    private readonly bool _ownFile;
    private readonly TransferFormat? _transfers;
    private readonly EnvelopeShape? _shape;
    private readonly byte[] _tag;
    private readonly TransferGuess _guess;
    private byte[] _origin = [];
    private ulong _originHash;

    public RsyncFormat(RsyncOptions options, ClockRules clock)
        : this(options, clock, new TransferGuess())
    {
    }

    /// <summary>Goes on where another format, of the input before this one, left off.</summary>
    internal RsyncFormat(RsyncOptions options, ClockRules clock, TransferGuess guess)
    {
        _guess = guess;
        _envelopes = new EnvelopeReader(clock);
        _transfers = options.LogFormat is null or DefaultTransferLine.Format ? null : TransferFormat.Compile(options.LogFormat);
        _shape = options.Shape;
        _repeats = _transfers is null ? new RepeatMemo(_envelopes) : null;
        _ownFile = _repeats is not null && _shape is null or EnvelopeShape.OwnFile;
        _tag = System.Text.Encoding.UTF8.GetBytes(options.SyslogTag ?? "rsync");
    }

    /// <summary>Compiled at its best at once: below a gigabyte a log is read before the runtime would get to that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public LineVerdict Read(ReadOnlySpan<byte> line, out RsyncLine view)
    {
        Unsafe.SkipInit(out view);
        view.Origin = 0;
        view.LogHost = default;
        return _ownFile && _repeats!.Read(line, ref view) ? LineVerdict.Record : ReadAnew(line, out view);
    }

    /// <summary>As <see cref="Read"/>, for a few lines that come singly: slower for many, but ready at once.</summary>
    internal LineVerdict ReadOne(ReadOnlySpan<byte> line, out RsyncLine view) => ReadAnew(line, out view);

    private LineVerdict ReadAnew(ReadOnlySpan<byte> line, out RsyncLine view)
    {
        view = default;
        if (!_envelopes.Read(line, out Envelope envelope))
        {
            return line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0 ? LineReason.Blank : RsyncReasons.NoStamp;
        }

        if (_shape is not null && envelope.Shape != _shape)
        {
            return RsyncReasons.OtherFormat;
        }

        view.Shape = envelope.Shape;
        view.Ticks = envelope.Ticks;
        view.OffsetMinutes = envelope.OffsetMinutes;
        view.ProcessId = envelope.ProcessId;
        view.Length = -1;
        view.HeadSlot = -1;
        bool ours = true;
        if (!envelope.Host.IsEmpty || !envelope.Tag.IsEmpty)
        {
            view.LogHost = envelope.Host;
            view.Origin = Origin(envelope.Host, envelope.Tag);
            ours = envelope.Tag.StartsWith(_tag);
        }

        if (ours && _guess.Known >= 0 && KnownTransferFormats.ReadAgain(envelope.Message, ref view, _guess))
        {
            return LineVerdict.Record;
        }

        if (ours && _repeats is not null)
        {
            if (envelope.Shape != EnvelopeShape.OwnFile && _repeats.ReadMessage(envelope.Message, ref view))
            {
                return LineVerdict.Record;
            }

            if (DefaultTransferLine.Read(envelope.Message, ref view) && _guess.Agrees(in view))
            {
                _repeats.Learn(line, envelope.Message, ref view);
                return LineVerdict.Record;
            }
        }

        return Message(envelope.Message, ours, ref view);
    }

    private readonly LineVerdict Message(ReadOnlySpan<byte> text, bool ours, scoped ref RsyncLine view)
    {
        view.Forget();
        if (RsyncMessage.Read(text, ref view, out LineVerdict verdict))
        {
            if (view.Kind is RsyncLineKind.Connect or RsyncLineKind.Request && ours)
            {
                _guess.Remember(in view);
            }

            return ours || Unmistakable(view.Kind) ? verdict : RsyncReasons.OtherProgram;
        }

        if (!ours)
        {
            return RsyncReasons.OtherProgram;
        }

        view.Forget();
        if (_transfers is null ? KnownTransferFormats.Read(text, ref view, _guess) : Configured(_transfers, text, ref view))
        {
            return LineVerdict.Record;
        }

        view.Forget();
        view.Text = text;
        view.Kind = RsyncNotes.IsDiagnostic(text) ? RsyncLineKind.Diagnostic : RsyncLineKind.Note;
        return view.Kind == RsyncLineKind.Diagnostic || RsyncNotes.IsNote(text)
            ? LineVerdict.Record
            : text.IndexOfAnyExcept((byte)' ') < 0 ? LineReason.Blank : RsyncReasons.Unknown;
    }

    /// <summary>The format as configured now, or the default that was there before it.</summary>
    private readonly bool Configured(TransferFormat transfers, ReadOnlySpan<byte> text, scoped ref RsyncLine view)
    {
        if (transfers.Read(text, ref view))
        {
            return true;
        }

        view.Forget();
        return DefaultTransferLine.Read(text, ref view) && _guess.Agrees(in view);
    }

    /// <summary>Messages that no other program writes: taken whatever the tag.</summary>
    private static bool Unmistakable(RsyncLineKind kind)
        => kind is RsyncLineKind.Request or RsyncLineKind.Totals or RsyncLineKind.Allowed or RsyncLineKind.Denied
            or RsyncLineKind.DaemonStart or RsyncLineKind.Error or RsyncLineKind.Warning;

    /// <summary>
    /// Host and tag as one number. A tag may carry the user's name behind a dot ('rsyncd.alice') and change within a
    /// session, so only what stands before the dot counts.
    /// </summary>
    private ulong Origin(ReadOnlySpan<byte> host, ReadOnlySpan<byte> tag)
    {
        int dot = tag.IndexOf((byte)'.');
        tag = dot < 0 ? tag : tag[..dot];
        int length = host.Length + tag.Length;
        if (length != _origin.Length || !_origin.AsSpan(0, host.Length).SequenceEqual(host)
            || !_origin.AsSpan(host.Length).SequenceEqual(tag))
        {
            _origin = [.. host, .. tag];
            _originHash = ByteHash.Of(_origin, (ulong)host.Length) | 1;
        }

        return _originHash;
    }
}
