namespace LogStats.Sinks.Json;

/// <summary>Some rows of a batch as one body, in UTF-8.</summary>
/// <param name="Body">A JSON array, or a line for each row.</param>
/// <param name="Id">The message's name: the same whenever the same rows are sent again.</param>
/// <param name="First">Where in the batch its first row stands.</param>
/// <param name="Count">How many rows it holds.</param>
internal readonly record struct JsonMessage(ReadOnlyMemory<byte> Body, string Id, int First, int Count);
