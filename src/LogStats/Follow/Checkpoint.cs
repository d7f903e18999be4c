namespace LogStats.Follow;

/// <summary>A kept position, under its checkpoint's name, and when it was saved.</summary>
public sealed record Checkpoint(string Name, DateTimeOffset Saved, FollowPosition Position);
