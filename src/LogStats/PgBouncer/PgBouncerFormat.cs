using System.Runtime.CompilerServices;
using LogStats.Envelopes;
using LogStats.Scan;

namespace LogStats.PgBouncer;

/// <summary>
/// The format of a pgbouncer log, of any version: its own file, or any envelope around its messages or around the lines of
/// its file. Messages of several lines are read as one.
/// </summary>
public struct PgBouncerFormat : ILineFormat<PgBouncerLine>
{
    private readonly HeadReader _heads;
    private readonly EnvelopeReader _envelopes;
    private readonly ContainerReader _containers;
    private readonly EnvelopeShape? _shape;
    private readonly byte[] _tag;
    private readonly MessageMemo _memo = new();
    private byte[] _joined = [];

    public PgBouncerFormat(PgBouncerOptions options, ClockRules clock)
    {
        _heads = new HeadReader(clock);
        _envelopes = new EnvelopeReader(clock);
        _containers = new ContainerReader(clock);
        _shape = options.Shape;
        _tag = System.Text.Encoding.UTF8.GetBytes(options.SyslogTag ?? "pgbouncer");
    }

    public static bool Joins => true;

    public static bool GoesOn(ReadOnlySpan<byte> line) => Continuation.Is(line);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LineVerdict Read(ReadOnlySpan<byte> line, out PgBouncerLine view)
    {
        view = default;
        view.SetMissing();
        if (_heads.Read(line, ref view, out ReadOnlySpan<byte> message))
        {
            return _shape is null or EnvelopeShape.OwnFile ? Message(message, ref view) : PgBouncerReasons.OtherFormat;
        }

        return Wrapped(line, ref view);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly LineVerdict Message(ReadOnlySpan<byte> message, scoped ref PgBouncerLine view)
    {
        if (!SocketText.Read(message, _memo, ref view))
        {
            GlobalText.Read(message, ref view);
        }

        return LineVerdict.Record;
    }

    private LineVerdict Wrapped(ReadOnlySpan<byte> line, scoped ref PgBouncerLine view)
    {
        if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
        {
            return LineReason.Blank;
        }

        if (!Unwrap(line, out Envelope envelope))
        {
            return Continuation.Is(line) ? PgBouncerReasons.NoHead : PgBouncerReasons.NoStamp;
        }

        if (_shape is not null && envelope.Shape != _shape)
        {
            return PgBouncerReasons.OtherFormat;
        }

        view.Shape = envelope.Shape;
        view.LogHost = envelope.Host;
        ReadOnlySpan<byte> message = Joined(line, envelope.Message);
        if (_heads.Read(message, ref view, out ReadOnlySpan<byte> inner))
        {
            return Message(inner, ref view);
        }

        if (message is [(byte)'\t', ..])
        {
            return PgBouncerReasons.NoHead;
        }

        bool named = envelope.Tag.StartsWith(_tag);
        bool container = envelope.Shape is EnvelopeShape.Docker or EnvelopeShape.Cri;
        if (!named)
        {
            return container ? PgBouncerReasons.NoStamp : PgBouncerReasons.OtherProgram;
        }

        view.Level = default;
        (view.Ticks, view.OffsetMinutes, view.ProcessId) = (envelope.Ticks, envelope.OffsetMinutes, envelope.ProcessId);
        return message.IsEmpty ? LineReason.Blank : Message(message, ref view);
    }

    private readonly bool Unwrap(ReadOnlySpan<byte> line, out Envelope envelope)
    {
        int end = line.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = end < 0 || line[(end + 1)..] is [(byte)'\t', ..] ? line : line[..end];
        if (_containers.Read(first, out envelope))
        {
            return true;
        }

        // PostgreSQL's own log begins with a date and a time too, parted by a blank, where syslog has a T.
        return _envelopes.Read(first, out envelope) && envelope.Shape != EnvelopeShape.OwnFile
            && (envelope.Shape != EnvelopeShape.SyslogIso || first[10] == 'T' || first[0] == '<');
    }

    /// <summary>The message of lines that each have an envelope, put together.</summary>
    private ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> line, ReadOnlySpan<byte> first)
    {
        int end = line.IndexOf((byte)'\n');
        if (end < 0 || line[(end + 1)..] is [(byte)'\t', ..])
        {
            return first;
        }

        List<byte> joined = [.. first];
        while (end >= 0)
        {
            line = line[(end + 1)..];
            end = line.IndexOf((byte)'\n');
            if (Unwrap(end < 0 ? line : line[..end], out Envelope envelope))
            {
                joined.Add((byte)'\n');
                joined.AddRange(envelope.Message);
            }
        }

        return _joined = [.. joined];
    }
}
