using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace LogStats.Agent.Receiver;

/// <summary>
/// The listener's buffers, eight times as large as its own: bodies are megabytes, and each buffer is a call to the system. A connection
/// that says nothing holds none.
/// </summary>
internal sealed class WideBlocks : IMemoryPoolFactory<byte>
{
    private const int Size = 32 * 1024;
    private const int MostIdle = 256;

    private readonly Pool _pool = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => _pool;

    private sealed class Pool : MemoryPool<byte>
    {
        private readonly ConcurrentQueue<Block> _idle = [];

        public override int MaxBufferSize => Size;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => minBufferSize > Size
            ? throw new ArgumentOutOfRangeException(nameof(minBufferSize), minBufferSize, "Larger than a block.")
            : (_idle.TryDequeue(out Block? block) ? block : new Block(this)).Taken();

        public void Return(Block block)
        {
            if (_idle.Count < MostIdle)
            {
                _idle.Enqueue(block);
            }
        }

        /// <summary>It is shared by all listeners, and lives as long as the program.</summary>
        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class Block(Pool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
        private int _isTaken;

        public Memory<byte> Memory => _bytes;

        public Block Taken()
        {
            _isTaken = 1;
            return this;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isTaken, 0) == 1)
            {
                pool.Return(this);
            }
        }
    }
}
