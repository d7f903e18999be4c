using System.Text;

namespace LogStats.Sinks.Ship;

/// <summary>Lines that hold every one of some texts are not sent, such as the health checks of a load balancer.</summary>
internal sealed class SkipRule(IEnumerable<string> texts)
{
    private readonly byte[][] _texts = [.. texts.Select(Encoding.UTF8.GetBytes).Where(static text => text.Length > 0)];

    public bool Fits(ReadOnlySpan<byte> line)
    {
        foreach (byte[] text in _texts)
        {
            if (line.IndexOf(text) < 0)
            {
                return false;
            }
        }

        return _texts.Length > 0;
    }
}
