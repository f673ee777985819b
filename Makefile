# Every target first makes sure that the Debian packages it needs are installed, and says so.
# Swift 6.3 itself comes from https://www.swift.org/install/linux/.

PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60

# The release links the Swift library statically, which rebuilds everything: it has a folder of its own.
RELEASE = .build-release
BINARY = $(RELEASE)/release/tenken

BUILD_PACKAGES = libpcap-dev libssl-dev liblz4-dev libsqlite3-dev libzip-dev pkg-config
RUN_PACKAGES = ieee-data
CHECK_PACKAGES = python3
BENCH_PACKAGES = tcpdump tshark
LAB_PACKAGES = $(shell sed 's/\#.*//' Tests/Lab/packages)

# Network namespaces need root.
AS_ROOT = $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: demo test build install lint format fuzz bench clean

demo: build
	@.ci/need $(RUN_PACKAGES)
	$(AS_ROOT) $(BINARY) demo

test:
	@.ci/need $(BUILD_PACKAGES) $(RUN_PACKAGES) $(CHECK_PACKAGES)
	@.ci/need --idle $(LAB_PACKAGES)
	$(MAKE) --no-print-directory lint
	swift build --build-tests -j $(JOBS)
	TENKEN_LAB=required swift test -j $(JOBS)

build:
	@.ci/need $(BUILD_PACKAGES)
	swift build -c release --static-swift-stdlib --scratch-path $(RELEASE) --product tenken -j $(JOBS)

install: build
	install -s -Dm755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/tenken
	install -Dm644 man/tenken.8 $(DESTDIR)$(PREFIX)/share/man/man8/tenken.8
	install -Dm644 man/ja/tenken.8 $(DESTDIR)$(PREFIX)/share/man/ja/man8/tenken.8
	cd Profiles && find . -type f -exec install -Dm644 '{}' '$(abspath $(DESTDIR)$(PREFIX))/share/tenken/Profiles/{}' ';'

lint:
	@.ci/need $(BUILD_PACKAGES) $(CHECK_PACKAGES)
	swift format lint -s -r Sources Tests Package.swift
	.ci/check-rooms
	.ci/check-python

format:
	swift format -i -r Sources Tests Package.swift

fuzz:
	@.ci/need $(BUILD_PACKAGES)
	Tests/Fuzz/fuzz.sh $(FUZZ_SECONDS)

bench: build
	@.ci/need $(RUN_PACKAGES) $(CHECK_PACKAGES) $(BENCH_PACKAGES)
	@.ci/need --idle $(LAB_PACKAGES)
	Benchmarks/run $(BINARY)

clean:
	rm -rf .build $(RELEASE)
