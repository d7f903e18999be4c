namespace LogStats.Scan;

/// <summary>
/// Takes a line that was refused, while its bytes are there: to keep it, or to stop by throwing. Of a line beyond the
/// limit only the front is given.
/// </summary>
public delegate void RejectedLine(LineReason reason, ReadOnlySpan<byte> line, long offset);
