using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>A session's fields, in the order in which they are saved.</summary>
internal sealed partial class RsyncSession
{
    private const int LongestText = 1 << 20;

    public void Write(StateWriter writer)
    {
        writer.Hash(Key.Origin);
        writer.Number(Key.ProcessId);
        Write(writer, Input);
        writer.Byte((byte)State);
        writer.Byte((byte)Operation);
        writer.Number(OffsetMinutes);
        writer.Byte(HasTotals ? (byte)1 : (byte)0);
        writer.Number(ExitCode);
        writer.Hash(LineHash);
        writer.Hash(RequestHash);
        Write(writer, RequestInput);
        foreach (long number in (ReadOnlySpan<long>)[StartTicks, RequestTicks, LastTicks, EndTicks, Sent, Received, Total, Files, FileBytes, Offset, RequestOffset])
        {
            writer.Number(number);
        }

        foreach (Span span in (ReadOnlySpan<Span>)[_host, _address, _user, _module, _request, _message, _logHost])
        {
            writer.Number(span.Length);
            writer.Bytes(Text(span));
        }
    }

    /// <summary>Into a session that was never used.</summary>
    public void Read(ref StateReader reader)
    {
        Key = new RsyncSessionId(reader.Hash(), checked((int)reader.Number()));
        Input = ReadInput(ref reader);
        State = Known<RsyncSessionState>(reader.Byte());
        Operation = Known<RsyncOperation>(reader.Byte());
        OffsetMinutes = checked((short)reader.Number());
        HasTotals = reader.Byte() != 0;
        ExitCode = checked((int)reader.Number());
        LineHash = reader.Hash();
        RequestHash = reader.Hash();
        RequestInput = ReadInput(ref reader);
        StartTicks = Ticks(ref reader);
        RequestTicks = Ticks(ref reader);
        LastTicks = Ticks(ref reader);
        EndTicks = Ticks(ref reader);
        Sent = reader.Number();
        Received = reader.Number();
        Total = reader.Number();
        Files = reader.Number();
        FileBytes = reader.Number();
        Offset = reader.Number();
        RequestOffset = reader.Number();
        ReadText(ref reader, ref _host);
        ReadText(ref reader, ref _address);
        ReadText(ref reader, ref _user);
        ReadText(ref reader, ref _module);
        ReadText(ref reader, ref _request);
        ReadText(ref reader, ref _message);
        ReadText(ref reader, ref _logHost);
    }

    private static void Write(StateWriter writer, RsyncInputName input)
    {
        writer.Text(input.Path);
        writer.Hash((ulong)input.FirstLineHash);
    }

    private static RsyncInputName ReadInput(ref StateReader reader) => new(reader.Text(), (long)reader.Hash());

    private static long Ticks(ref StateReader reader)
        => reader.Number() is long ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? ticks
            : throw StateReader.Wrong("no time is so far away");

    private static T Known<T>(byte value)
        where T : struct, Enum
        => (T)Enum.ToObject(typeof(T), value) is var known && Enum.IsDefined(known) ? known : throw StateReader.Wrong("such a state is unknown");

    private void ReadText(ref StateReader reader, ref Span span)
        => Set(ref span, reader.Length() is <= LongestText and int length ? reader.Take(length) : throw StateReader.Wrong("a text is too long"));
}
