using LogStats.Follow;

namespace LogStats.Sinks.Ship;

/// <summary>Where lines come from, if they can be had again.</summary>
internal interface IShipSource
{
    FollowPosition? PositionOf(string path);

    bool Rewind(FollowPosition to);

    bool Reread(FollowPosition file, Span<byte> bytes);
}
