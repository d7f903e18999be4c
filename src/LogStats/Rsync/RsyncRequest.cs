namespace LogStats.Rsync;

/// <summary>
/// A request as the client sent it: arguments joined with blanks, each <c>module/path</c>, the module the same in all.
/// A blank may part two arguments or stand in a path; it parts two only where the module's name follows it.
/// </summary>
internal static class RsyncRequest
{
    /// <summary>The module: as granted, if the request fits that, else up to the first slash or blank.</summary>
    public static ReadOnlySpan<byte> Module(ReadOnlySpan<byte> request, ReadOnlySpan<byte> granted)
    {
        if (!granted.IsEmpty && request.StartsWith(granted)
            && (request.Length == granted.Length || request[granted.Length] is (byte)'/' or (byte)' '))
        {
            return granted;
        }

        int end = request.IndexOfAny((byte)'/', (byte)' ');
        return end < 0 ? request : request[..end];
    }

    /// <summary>What was asked for inside the module: the request without the module's name, wherever it stands.</summary>
    public static byte[] Directory(ReadOnlySpan<byte> request, ReadOnlySpan<byte> module)
    {
        byte[] paths = new byte[request.Length];
        int length = 0;
        bool atArgument = true;
        while (!request.IsEmpty)
        {
            if (atArgument && request.StartsWith(module)
                && (request.Length == module.Length || request[module.Length] is (byte)'/' or (byte)' '))
            {
                request = request[module.Length..];
                atArgument = false;
                continue;
            }

            atArgument = request[0] == ' ';
            paths[length++] = request[0];
            request = request[1..];
        }

        return paths.AsSpan(0, length).Trim((byte)' ').ToArray();
    }
}
